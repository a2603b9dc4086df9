import type { RouteObject } from 'react-router';

/** How long approvals count, and which editions of classifications ask for fresh evidence; under /library. */
export const freshnessRoutes: RouteObject[] = [
  { path: 'freshness', lazy: async () => ({ Component: (await import('./FreshnessPage')).FreshnessPage }) },
  { path: 'freshness/rules/new', lazy: async () => ({ Component: (await import('./RulePages')).NewRulePage }) },
  { path: 'freshness/rules/:ruleId', lazy: async () => ({ Component: (await import('./RulePages')).EditRulePage }) },
  { path: 'freshness/rules/:ruleId/end', lazy: async () => ({ Component: (await import('./RulePages')).EndRulePage }) },
  { path: 'freshness/editions/new', lazy: async () => ({ Component: (await import('./EditionPages')).NewEditionPage }) },
  { path: 'freshness/editions/:editionId', lazy: async () => ({ Component: (await import('./EditionPages')).EditionPage }) },
  { path: 'freshness/editions/:editionId/edit', lazy: async () => ({ Component: (await import('./EditionPages')).EditEditionPage }) },
];
