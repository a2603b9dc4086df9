import type { RouteObject } from 'react-router';

/** For everybody, signed in or not. */
export const privacyNoticeRoutes: RouteObject[] = [
  { path: 'privacy', lazy: async () => ({ Component: (await import('./PrivacyPage')).PrivacyPage }) },
];

/** Copies of records. */
export const privacyRoutes: RouteObject[] = [
  { path: 'account/copies', lazy: async () => ({ Component: (await import('./CopiesPage')).CopiesPage }) },
  {
    path: 'administration/people/:personId/copy',
    lazy: async () => ({ Component: (await import('./CopyForPage')).CopyForPage }),
  },
  {
    path: 'administration/people/:personId/hold',
    lazy: async () => ({ Component: (await import('./HoldForms')).PlaceHoldPage }),
  },
  {
    path: 'administration/retention',
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./RetentionPage')).RetentionPage }) },
      { path: 'preview', lazy: async () => ({ Component: (await import('./PreviewPage')).PreviewPage }) },
      { path: 'run', lazy: async () => ({ Component: (await import('./RunPage')).RunPage }) },
      { path: 'rules/:kind', lazy: async () => ({ Component: (await import('./RulePage')).RulePage }) },
      { path: 'holds', lazy: async () => ({ Component: (await import('./HoldsPage')).HoldsPage }) },
      { path: 'holds/:holdId/release', lazy: async () => ({ Component: (await import('./HoldForms')).ReleaseHoldPage }) },
      { path: 'log', lazy: async () => ({ Component: (await import('./LogPage')).LogPage }) },
    ],
  },
];
