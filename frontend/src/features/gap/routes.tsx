import type { RouteObject } from 'react-router';

/** A person's gap; the same pages under /progress and under /people/:personId. */
const pages: RouteObject[] = [
  { path: 'gap', lazy: async () => ({ Component: (await import('./GapPage')).GapPage }) },
  {
    path: 'gap/criteria/:criterionId',
    lazy: async () => ({ Component: (await import('./ConfirmCriterionPage')).ConfirmCriterionPage }),
  },
];

export const gapRoutes: RouteObject[] = [
  { path: 'progress', children: pages },
  { path: 'people/:personId', children: pages },
];
