import { createBrowserRouter } from 'react-router';
import { administrationRoutes } from '@/features/administration/routes';
import { appraisalRoutes } from '@/features/appraisal/routes';
import { coursesRoutes } from '@/features/courses/routes';
import { dataQualityRoutes } from '@/features/dataquality/routes';
import { establishmentRoutes } from '@/features/establishment/routes';
import { gapRoutes } from '@/features/gap/routes';
import { identityRoutes, ownAccountRoutes } from '@/features/identity/routes';
import { jobMatchingRoutes } from '@/features/library/matching/routes';
import { libraryRoutes } from '@/features/library/routes';
import { noticesRoutes } from '@/features/notices/routes';
import { packRoutes } from '@/features/packs/routes';
import { portfolioRoutes } from '@/features/portfolio/routes';
import { practiceRoutes } from '@/features/practice/routes';
import { privacyNoticeRoutes, privacyRoutes } from '@/features/privacy/routes';
import { settingsRoutes } from '@/features/settings/routes';
import { teamRoutes } from '@/features/team/routes';
import { trainingRoutes } from '@/features/training/routes';
import { planningRoutes } from '@/features/planning/routes';
import { workforceRoutes } from '@/features/workforce/routes';
import { ErrorPage } from './ErrorPage';
import { Home } from './Home';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './Shell';
import { SignedIn } from './SignedIn';
import { Starting } from './Starting';

/** Every page. Each feature brings its own; the shell stands around them all. */
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
          ...privacyNoticeRoutes,
          {
            element: <SignedIn />,
            children: [
              { index: true, element: <Home /> },
              ...trainingRoutes,
              ...gapRoutes,
              ...appraisalRoutes,
              ...coursesRoutes,
              ...packRoutes,
              ...portfolioRoutes,
              ...practiceRoutes,
              ...teamRoutes,
              ...workforceRoutes,
              ...planningRoutes,
              ...establishmentRoutes,
              ...libraryRoutes,
              ...jobMatchingRoutes,
              ...dataQualityRoutes,
              ...administrationRoutes,
              ...settingsRoutes,
              ...ownAccountRoutes,
              ...privacyRoutes,
              ...noticesRoutes,
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);
