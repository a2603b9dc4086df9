import type { RouteObject } from 'react-router';

export const identityRoutes: RouteObject[] = [
  {
    path: 'sign-in',
    lazy: async () => ({ Component: (await import('./SignInPage')).SignInPage }),
  },
];
