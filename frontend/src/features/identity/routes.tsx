import type { RouteObject } from 'react-router';

/** Pages for those who are not signed in. */
export const identityRoutes: RouteObject[] = [
  { path: 'sign-in', lazy: async () => ({ Component: (await import('./SignInPage')).SignInPage }) },
  { path: 'sign-in/return', lazy: async () => ({ Component: (await import('./SignInReturnPage')).SignInReturnPage }) },
  {
    path: 'forgotten-password',
    lazy: async () => ({ Component: (await import('./ForgottenPasswordPage')).ForgottenPasswordPage }),
  },
  {
    path: 'set-password/:token',
    lazy: async () => ({ Component: (await import('./SetPasswordPage')).SetPasswordPage }),
  },
];

/** Pages about one's own account. */
export const ownAccountRoutes: RouteObject[] = [
  { path: 'account', lazy: async () => ({ Component: (await import('./AccountPage')).AccountPage }) },
  {
    path: 'account/record',
    lazy: async () => ({ Component: (await import('./RecordHistoryPage')).RecordHistoryPage }),
  },
  {
    path: 'account/second-step',
    lazy: async () => ({ Component: (await import('./SecondFactorPage')).SecondFactorPage }),
  },
  {
    path: 'account/second-step/set-up',
    lazy: async () => ({ Component: (await import('./SetUpFactorPage')).SetUpFactorPage }),
  },
  {
    path: 'account/second-step/remove',
    lazy: async () => ({ Component: (await import('./ChangeFactorPages')).RemoveFactorPage }),
  },
  {
    path: 'account/second-step/recovery-codes',
    lazy: async () => ({ Component: (await import('./ChangeFactorPages')).NewRecoveryCodesPage }),
  },
  { path: 'administration/emergency', lazy: async () => ({ Component: (await import('./EmergencyPage')).EmergencyPage }) },
  { path: 'account/cover', lazy: async () => ({ Component: (await import('./CoverPages')).CoverPage }) },
  { path: 'account/cover/new', lazy: async () => ({ Component: (await import('./CoverPages')).NewCoverPage }) },
  { path: 'account/cover/:coverId/end', lazy: async () => ({ Component: (await import('./CoverPages')).EndCoverPage }) },
  { path: 'account/tokens', lazy: async () => ({ Component: (await import('./TokensPage')).TokensPage }) },
  { path: 'account/tokens/new', lazy: async () => ({ Component: (await import('./NewTokenPage')).NewTokenPage }) },
];
