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
  {
    path: 'milestones/:key/exempt/withdraw',
    lazy: async () => ({ Component: (await import('./TakeBackPages')).WithdrawExemptionPage }),
  },
  { path: 'milestones/:key/extend', lazy: async () => ({ Component: (await import('./ExtendPage')).ExtendPage }) },
  {
    path: 'milestones/:key/extensions/:extensionId/end',
    lazy: async () => ({ Component: (await import('./TakeBackPages')).EndExtensionPage }),
  },
  {
    path: 'milestones/:key/attempts/:attemptId/correct',
    lazy: async () => ({ Component: (await import('./CorrectResultPage')).CorrectResultPage }),
  },
  { path: 'exam-plan', lazy: async () => ({ Component: (await import('./ExamPlanPage')).ExamPlanPage }) },
  { path: 'exam-plan/choose', lazy: async () => ({ Component: (await import('./SittingChoicePages')).ChooseSittingPage }) },
  { path: 'exam-plan/register', lazy: async () => ({ Component: (await import('./SittingChoicePages')).RegisterPage }) },
  { path: 'exam-plan/give-up', lazy: async () => ({ Component: (await import('./SittingChoicePages')).GiveUpPage }) },
  {
    path: 'exam-plan/memberships/:membershipId',
    lazy: async () => ({ Component: (await import('./MembershipPage')).MembershipPage }),
  },
  { path: 'certificates', lazy: async () => ({ Component: (await import('./CertificatesPage')).CertificatesPage }) },
  {
    path: 'mentoring/:meetingId/edit',
    lazy: async () => ({ Component: (await import('./NewMeetingPage')).EditMeetingPage }),
  },
  {
    path: 'mentoring/:meetingId/dispute',
    lazy: async () => ({ Component: (await import('./DisputePage')).DisputePage }),
  },
  { path: 'pauses/:pauseId/edit', lazy: async () => ({ Component: (await import('./PausePages')).EditPausePage }) },
  { path: 'pauses/:pauseId/withdraw', lazy: async () => ({ Component: (await import('./TakeBackPages')).WithdrawPausePage }) },
  { path: 'further', lazy: async () => ({ Component: (await import('./FurtherPages')).FurtherPathwaysPage }) },
  { path: 'further/join', lazy: async () => ({ Component: (await import('./FurtherPages')).JoinPage }) },
  { path: 'further/:pathwayId', lazy: async () => ({ Component: (await import('./FurtherPages')).FurtherProgressPage }) },
  { path: 'further/:pathwayId/log-book', lazy: async () => ({ Component: (await import('./LogBookPages')).LogBookPage }) },
  { path: 'further/:pathwayId/log-book/new', lazy: async () => ({ Component: (await import('./LogBookPages')).NewLogEntryPage }) },
  {
    path: 'further/:pathwayId/milestones/:key',
    lazy: async () => ({ Component: (await import('./MilestonePage')).MilestonePage }),
  },
  {
    path: 'further/:pathwayId/milestones/:key/record',
    lazy: async () => ({ Component: (await import('./RecordMilestonePage')).RecordMilestonePage }),
  },
  {
    path: 'further/:pathwayId/milestones/:key/exempt',
    lazy: async () => ({ Component: (await import('./ExemptPage')).ExemptPage }),
  },
  { path: 'mentoring', lazy: async () => ({ Component: (await import('./MentoringPage')).MentoringPage }) },
  { path: 'mentoring/new', lazy: async () => ({ Component: (await import('./NewMeetingPage')).NewMeetingPage }) },
  { path: 'accreditations', lazy: async () => ({ Component: (await import('./AwardsPage')).AwardsPage }) },
  { path: 'accreditations/new', lazy: async () => ({ Component: (await import('./NewAwardPage')).NewAwardPage }) },
  { path: 'pauses/new', lazy: async () => ({ Component: (await import('./PausePages')).NewPausePage }) },
  { path: 'pauses/:pauseId/end', lazy: async () => ({ Component: (await import('./PausePages')).EndPausePage }) },
];

export const trainingRoutes: RouteObject[] = [
  { path: 'progress', children: progressPages },
  { path: 'people/:personId', children: progressPages },
  { path: 'sittings', lazy: async () => ({ Component: (await import('./SittingsPage')).SittingsPage }) },
  { path: 'sittings/new', lazy: async () => ({ Component: (await import('./SittingFormPages')).NewSittingPage }) },
  { path: 'sittings/:sittingId', lazy: async () => ({ Component: (await import('./SittingFormPages')).EditSittingPage }) },
  {
    path: 'sittings/:sittingId/cancel',
    lazy: async () => ({ Component: (await import('./SittingFormPages')).CancelSittingPage }),
  },
  { path: 'sign-offs', lazy: async () => ({ Component: (await import('./SignOffsPage')).SignOffsPage }) },
];
