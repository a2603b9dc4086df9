import type { RouteObject } from 'react-router';

/** The same pages under /portfolio and under /people/:personId/portfolio. */
const listPages = (base: string): RouteObject[] => [
  { path: `${base}/packs`, lazy: async () => ({ Component: (await import('./PacksPage')).PacksPage }) },
  { path: `${base}/packs/new`, lazy: async () => ({ Component: (await import('./NewPackPage')).NewPackPage }) },
];

export const packRoutes: RouteObject[] = [
  ...listPages('portfolio'),
  ...listPages('people/:personId/portfolio'),
  { path: 'portfolio/packs/import', lazy: async () => ({ Component: (await import('./ImportPackPage')).ImportPackPage }) },
  { path: 'packs/:packId', lazy: async () => ({ Component: (await import('./PackPage')).PackPage }) },
  { path: 'packs/:packId/delete', lazy: async () => ({ Component: (await import('./DeletePackPage')).DeletePackPage }) },
];
