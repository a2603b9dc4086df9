import type { RouteObject } from 'react-router';

/** Skills, national profiles, roles: what everybody may look up. */
export const libraryRoutes: RouteObject[] = [
  {
    path: 'library',
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./LibraryPage')).LibraryPage }) },
      { path: 'skills', lazy: async () => ({ Component: (await import('./SkillsPage')).SkillsPage }) },
      {
        path: 'frameworks/:frameworkId/skills/:code',
        lazy: async () => ({ Component: (await import('./SkillPage')).SkillPage }),
      },
      { path: 'statements', lazy: async () => ({ Component: (await import('./StatementsPage')).StatementsPage }) },
      {
        path: 'statements/:statementId',
        lazy: async () => ({ Component: (await import('./StatementPage')).StatementPage }),
      },
      { path: 'profiles', lazy: async () => ({ Component: (await import('./ProfilesPage')).ProfilesPage }) },
      { path: 'profiles/:profileId', lazy: async () => ({ Component: (await import('./ProfilePage')).ProfilePage }) },
      { path: 'suite', lazy: async () => ({ Component: (await import('./SuitePage')).SuitePage }) },
      { path: 'scheme', lazy: async () => ({ Component: (await import('./SchemePage')).SchemePage }) },
      { path: 'job-match', lazy: async () => ({ Component: (await import('./JobMatchPage')).JobMatchPage }) },
      { path: 'roles', lazy: async () => ({ Component: (await import('./RolesPage')).RolesPage }) },
      { path: 'roles/:roleId/:view?', lazy: async () => ({ Component: (await import('./RolePage')).RolePage }) },
      { path: 'links', lazy: async () => ({ Component: (await import('./LinksPage')).LinksPage }) },
    ],
  },
];
