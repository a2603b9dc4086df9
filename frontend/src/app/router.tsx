import { createBrowserRouter } from 'react-router';
import { identityRoutes } from '@/features/identity/routes';
import { ErrorPage } from './ErrorPage';
import { Home } from './Home';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './Shell';
import { SignedIn } from './SignedIn';
import { Starting } from './Starting';

export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <Starting />,
    children: [
      {
        errorElement: <ErrorPage />,
        children: [
          ...identityRoutes,
          {
            element: <SignedIn />,
            children: [
              { index: true, element: <Home /> },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);
