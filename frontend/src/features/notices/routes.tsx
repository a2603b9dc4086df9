import type { RouteObject } from 'react-router';

/** Notices, how one is reminded, and what runs in the background. */
export const noticesRoutes: RouteObject[] = [
  { path: 'notices', lazy: async () => ({ Component: (await import('./NoticesPage')).NoticesPage }) },
  { path: 'account/reminders', lazy: async () => ({ Component: (await import('./RemindersPage')).RemindersPage }) },
  { path: 'account/calendar', lazy: async () => ({ Component: (await import('./CalendarPage')).CalendarPage }) },
  {
    path: 'account/calendar/stop',
    lazy: async () => ({ Component: (await import('./StopCalendarPage')).StopCalendarPage }),
  },
  { path: 'administration/jobs', lazy: async () => ({ Component: (await import('./JobsPage')).JobsPage }) },
];
