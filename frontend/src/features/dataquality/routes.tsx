import type { RouteObject } from 'react-router';

/** What was found amiss in the source documents, and the documents themselves. */
export const dataQualityRoutes: RouteObject[] = [
  { path: 'data-quality', lazy: async () => ({ Component: (await import('./FindingsPage')).FindingsPage }) },
  { path: 'library/sources', lazy: async () => ({ Component: (await import('./SourcesPage')).SourcesPage }) },
  { path: 'library/sources/:document', lazy: async () => ({ Component: (await import('./SourcePage')).SourcePage }) },
];
