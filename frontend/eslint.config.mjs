import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Who may import whom: shared (api, design, session) -> features -> app.
// A feature never reaches into another feature; the app joins them.
const features = [
  'identity',
  'training',
  'portfolio',
  'team',
  'workforce',
  'library',
  'dataquality',
  'administration',
];

const upward = {
  regex: '^(\\.\\./)+(app|features|session|api|design)(/|$)',
  message: 'Leave a folder by its @/ name, so that the direction of the import can be seen.',
};

function forbid(files, patterns) {
  return {
    files,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [upward, ...patterns] }] },
  };
}

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts', 'playwright-report', 'test-results'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.mjs', 'scripts/*.mjs'] } },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Problems of the API are errors that react-query hands on by its own types.
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['scripts/*.mjs', 'eslint.config.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: 'readonly', fetch: 'readonly', performance: 'readonly', process: 'readonly', setTimeout: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
  },
  {
    // A table that stands as cards on a narrow screen loses its meaning in some browsers unless
    // its roles are spelled out.
    files: ['src/design/DataTable.tsx'],
    rules: {
      'jsx-a11y/no-redundant-roles': 'off',
      'jsx-a11y/no-interactive-element-to-noninteractive-role': 'off',
    },
  },
  forbid(
    ['src/api/**', 'src/design/**', 'src/session/**'],
    [{ regex: '^@/(app|features)(/|$)', message: 'Shared code knows no feature.' }],
  ),
  forbid(['src/design/**'], [{ regex: '^@/(app|features|api|session)(/|$)', message: 'The design knows no data.' }]),
  forbid(
    ['src/api/**'],
    [{ regex: '^@/(app|features|design|session)(/|$)', message: 'The API client knows nothing else.' }],
  ),
  ...features.map((feature) =>
    forbid(
      [`src/features/${feature}/**`],
      [
        { regex: '^@/app(/|$)', message: 'A feature does not know the app that joins it.' },
        { regex: `^@/features/(?!${feature}(/|$))`, message: 'Features never import each other.' },
        {
          regex: `^(\\.\\./)+(${features.filter((other) => other !== feature).join('|')})(/|$)`,
          message: 'Features never import each other.',
        },
      ],
    ),
  ),
);
