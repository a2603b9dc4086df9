import type { RouteObject } from 'react-router';

/** Somebody's meetings; the same pages under /progress and under /people/:personId. */
const pages: RouteObject[] = [
  { path: 'appraisals', lazy: async () => ({ Component: (await import('./MeetingsPage')).MeetingsPage }) },
  { path: 'appraisals/new', lazy: async () => ({ Component: (await import('./PlanPage')).PlanPage }) },
  { path: 'appraisals/:meetingId', lazy: async () => ({ Component: (await import('./MeetingPage')).MeetingPage }) },
  { path: 'appraisals/:meetingId/move', lazy: async () => ({ Component: (await import('./DatePages')).MovePage }) },
  { path: 'appraisals/:meetingId/hold', lazy: async () => ({ Component: (await import('./DatePages')).HoldPage }) },
  { path: 'appraisals/:meetingId/cancel', lazy: async () => ({ Component: (await import('./ClosePages')).CancelPage }) },
  {
    path: 'appraisals/:meetingId/acknowledge',
    lazy: async () => ({ Component: (await import('./ClosePages')).AcknowledgePage }),
  },
  { path: 'appraisals/:meetingId/action', lazy: async () => ({ Component: (await import('./ActionPages')).AgreePage }) },
  {
    path: 'appraisals/:meetingId/actions/:actionId',
    lazy: async () => ({ Component: (await import('./ActionPages')).EndPage }),
  },
  {
    path: 'appraisals/:meetingId/notes/:noteId',
    lazy: async () => ({ Component: (await import('./NotePages')).EditNotePage }),
  },
  {
    path: 'appraisals/:meetingId/notes/:noteId/remove',
    lazy: async () => ({ Component: (await import('./NotePages')).RemoveNotePage }),
  },
];

export const appraisalRoutes: RouteObject[] = [
  { path: 'progress', children: pages },
  { path: 'people/:personId', children: pages },
  { path: 'organisation/appraisals', lazy: async () => ({ Component: (await import('./CyclePage')).CyclePage }) },
  {
    path: 'organisation/appraisals/cycle',
    lazy: async () => ({ Component: (await import('./SettingsPage')).SettingsPage }),
  },
];
