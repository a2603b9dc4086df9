import type { RouteObject } from 'react-router';
import { claimConfirmationRoutes, editionRoutes, exampleRoutes } from './framework/routes';

/** Skills, national profiles, roles: what everybody may look up. */
export const libraryRoutes: RouteObject[] = [
  {
    path: 'library',
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./LibraryPage')).LibraryPage }) },
      { path: 'skills', lazy: async () => ({ Component: (await import('./framework/SkillsPage')).SkillsPage }) },
      {
        path: 'frameworks/:frameworkId/skills/:code',
        lazy: async () => ({ Component: (await import('./framework/SkillPage')).SkillPage }),
      },
      {
        path: 'frameworks/:frameworkId/skills/:code/levels/:level',
        lazy: async () => ({ Component: (await import('./framework/LevelPage')).LevelPage }),
      },
      {
        path: 'frameworks/:frameworkId/skills/:code/compare',
        lazy: async () => ({ Component: (await import('./framework/ComparePage')).ComparePage }),
      },
      ...editionRoutes,
      { path: 'statements', lazy: async () => ({ Component: (await import('./framework/StatementsPage')).StatementsPage }) },
      {
        path: 'statements/:statementId',
        lazy: async () => ({ Component: (await import('./framework/StatementPage')).StatementPage }),
      },
      ...exampleRoutes,
      { path: 'profiles', lazy: async () => ({ Component: (await import('./profiles/ProfilesPage')).ProfilesPage }) },
      { path: 'profiles/compare', lazy: async () => ({ Component: (await import('./profiles/ComparePage')).ComparePage }) },
      { path: 'profiles/:profileId', lazy: async () => ({ Component: (await import('./profiles/ProfilePage')).ProfilePage }) },
      { path: 'suite', lazy: async () => ({ Component: (await import('./profiles/SuitePage')).SuitePage }) },
      { path: 'scheme', lazy: async () => ({ Component: (await import('./profiles/SchemePage')).SchemePage }) },
      { path: 'job-match', lazy: async () => ({ Component: (await import('./profiles/JobMatchPage')).JobMatchPage }) },
      { path: 'roles', lazy: async () => ({ Component: (await import('./roles/RolesPage')).RolesPage }) },
      { path: 'roles/:roleId/:view?', lazy: async () => ({ Component: (await import('./roles/RolePage')).RolePage }) },
      { path: 'links', lazy: async () => ({ Component: (await import('./LinksPage')).LinksPage }) },
    ],
  },
  ...claimConfirmationRoutes,
];
