import { Navigate, type RouteObject } from 'react-router';

/** The organisation, or a manager's teams, in numbers. */
export const workforceRoutes: RouteObject[] = [
  {
    path: 'organisation',
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./OrganisationPage')).OrganisationPage }) },
      { path: 'pipeline', lazy: async () => ({ Component: (await import('./PipelinePage')).PipelinePage }) },
      { path: 'heat-map', lazy: async () => ({ Component: (await import('./HeatmapPage')).HeatmapPage }) },
      { path: 'readiness', lazy: async () => ({ Component: (await import('./ReadinessPage')).ReadinessPage }) },
      { path: 'single-points', lazy: async () => ({ Component: (await import('./SinglePointsPage')).SinglePointsPage }) },
      { path: 'views', lazy: async () => ({ Component: (await import('./ViewsPage')).ViewsPage }) },
      { path: 'views/new', lazy: async () => ({ Component: (await import('./ViewFormPages')).SaveViewPage }) },
      { path: 'views/:viewId', lazy: async () => ({ Component: (await import('./OpenViewPage')).OpenViewPage }) },
      { path: 'views/:viewId/rename', lazy: async () => ({ Component: (await import('./ViewFormPages')).RenameViewPage }) },
      { path: 'views/:viewId/delete', lazy: async () => ({ Component: (await import('./ViewFormPages')).DeleteViewPage }) },
      { path: 'succession', lazy: async () => ({ Component: (await import('./SuccessionPage')).SuccessionPage }) },
      // The forecast is a part of planning; saved addresses still lead there.
      { path: 'forecast', element: <Navigate to="/organisation/planning" replace /> },
      { path: 'assurance', lazy: async () => ({ Component: (await import('./AssurancePage')).AssurancePage }) },
      { path: 'expiries/calendar', lazy: async () => ({ Component: (await import('./ExpiryCalendarPage')).ExpiryCalendarPage }) },
      { path: 'expiries', lazy: async () => ({ Component: (await import('./ExpiriesPage')).ExpiriesPage }) },
    ],
  },
];
