import type { RouteObject } from 'react-router';

/** A person's progress; the same pages under /progress and under /people/:personId. */
const progressPages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./ProgressPage')).ProgressPage }) },
  { path: 'milestones/:key', lazy: async () => ({ Component: (await import('./MilestonePage')).MilestonePage }) },
  {
    path: 'milestones/:key/record',
    lazy: async () => ({ Component: (await import('./RecordMilestonePage')).RecordMilestonePage }),
  },
  {
    path: 'milestones/:key/attempt',
    lazy: async () => ({ Component: (await import('./AttemptPages')).NewAttemptPage }),
  },
  {
    path: 'milestones/:key/attempts/:attemptId/results',
    lazy: async () => ({ Component: (await import('./AttemptPages')).ResultsPage }),
  },
  {
    path: 'milestones/:key/exempt',
    lazy: async () => ({ Component: (await import('./ExemptPage')).ExemptPage }),
  },
  { path: 'mentoring', lazy: async () => ({ Component: (await import('./MentoringPage')).MentoringPage }) },
  { path: 'mentoring/new', lazy: async () => ({ Component: (await import('./NewMeetingPage')).NewMeetingPage }) },
  { path: 'pauses/new', lazy: async () => ({ Component: (await import('./PausePages')).NewPausePage }) },
  { path: 'pauses/:pauseId/end', lazy: async () => ({ Component: (await import('./PausePages')).EndPausePage }) },
];

export const trainingRoutes: RouteObject[] = [
  { path: 'progress', children: progressPages },
  { path: 'people/:personId', children: progressPages },
  { path: 'sign-offs', lazy: async () => ({ Component: (await import('./SignOffsPage')).SignOffsPage }) },
];
