import type { RouteObject } from 'react-router';

export const teamRoutes: RouteObject[] = [
  { path: 'people', lazy: async () => ({ Component: (await import('./PeoplePage')).PeoplePage }) },
  {
    path: 'people/:personId/appointments',
    lazy: async () => ({ Component: (await import('./AppointmentsPage')).AppointmentsPage }),
  },
  {
    path: 'people/:personId/planned-leaving',
    lazy: async () => ({ Component: (await import('./PlannedLeavingPage')).PlannedLeavingPage }),
  },
  {
    path: 'people/:personId/planned-leaving/remove',
    lazy: async () => ({ Component: (await import('./PlannedLeavingPage')).RemovePlannedLeavingPage }),
  },
  {
    path: 'people/:personId/assignments/new',
    lazy: async () => ({ Component: (await import('./AssignPage')).AssignPage }),
  },
  {
    path: 'people/:personId/assignments/:assignmentId/end',
    lazy: async () => ({ Component: (await import('./EndAssignmentPage')).EndAssignmentPage }),
  },
];
