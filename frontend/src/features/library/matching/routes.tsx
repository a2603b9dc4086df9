import type { RouteObject } from 'react-router';

/** Job matching by panels, and the figures about it. */
export const jobMatchingRoutes: RouteObject[] = [
  {
    path: 'job-matches',
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./MatchesPage')).MatchesPage }) },
      { path: 'new', lazy: async () => ({ Component: (await import('./OpenMatchPage')).OpenMatchPage }) },
      { path: 'figures', lazy: async () => ({ Component: (await import('./FiguresPage')).FiguresPage }) },
      { path: 'figures/roles', lazy: async () => ({ Component: (await import('./FigureRolesPage')).FigureRolesPage }) },
      { path: ':matchId', lazy: async () => ({ Component: (await import('./MatchPage')).MatchPage }) },
      { path: ':matchId/factors/:factorNo', lazy: async () => ({ Component: (await import('./FactorPage')).FactorPage }) },
      { path: ':matchId/agree', lazy: async () => ({ Component: (await import('./AgreePage')).AgreePage }) },
      { path: ':matchId/check', lazy: async () => ({ Component: (await import('./CheckPage')).CheckPage }) },
      { path: ':matchId/release', lazy: async () => ({ Component: (await import('./ReleasePage')).ReleasePage }) },
      { path: ':matchId/return', lazy: async () => ({ Component: (await import('./EndingPages')).ReturnPage }) },
      { path: ':matchId/withdraw', lazy: async () => ({ Component: (await import('./EndingPages')).WithdrawPage }) },
      { path: ':matchId/review', lazy: async () => ({ Component: (await import('./OpenReviewPage')).OpenReviewPage }) },
    ],
  },
];
