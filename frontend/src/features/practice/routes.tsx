import type { RouteObject } from 'react-router';

/** A person's coding; the same pages under /coding and under /people/:personId/coding. */
const codingPages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./CodingPage')).CodingPage }) },
  { path: 'enter', lazy: async () => ({ Component: (await import('./EnterPages')).EnterDayPage }) },
  { path: 'week', lazy: async () => ({ Component: (await import('./EnterPages')).EnterWeekPage }) },
  { path: 'paste', lazy: async () => ({ Component: (await import('./PastePages')).PastePage }) },
  { path: 'import', lazy: async () => ({ Component: (await import('./PastePages')).ImportPage }) },
  { path: 'entries', lazy: async () => ({ Component: (await import('./EntriesPage')).EntriesPage }) },
  { path: 'entries/:entryId/remove', lazy: async () => ({ Component: (await import('./EntriesPage')).RemoveEntryPage }) },
  { path: 'audits', lazy: async () => ({ Component: (await import('./AuditsPage')).AuditsPage }) },
];

export const practiceRoutes: RouteObject[] = [
  {
    path: 'coding',
    children: [
      ...codingPages,
      { path: 'team', lazy: async () => ({ Component: (await import('./TeamPage')).TeamPage }) },
      { path: 'settings', lazy: async () => ({ Component: (await import('./SettingsPage')).SettingsPage }) },
      { path: 'settings/target', lazy: async () => ({ Component: (await import('./SettingFormPages')).NewTargetPage }) },
      { path: 'settings/thresholds', lazy: async () => ({ Component: (await import('./SettingFormPages')).ChooseThresholdsPage }) },
      { path: 'audits/:auditId', lazy: async () => ({ Component: (await import('./AuditPage')).AuditPage }) },
      { path: 'audits/:auditId/edit', lazy: async () => ({ Component: (await import('./AuditFormPages')).EditAuditPage }) },
      { path: 'audits/:auditId/feedback', lazy: async () => ({ Component: (await import('./AuditStepPages')).FeedbackPage }) },
      { path: 'audits/:auditId/actions/new', lazy: async () => ({ Component: (await import('./AuditStepPages')).NewActionPage }) },
      { path: 'audits/:auditId/discard', lazy: async () => ({ Component: (await import('./AuditStepPages')).DiscardAuditPage }) },
    ],
  },
  {
    path: 'people/:personId/coding',
    children: [...codingPages, { path: 'audits/new', lazy: async () => ({ Component: (await import('./AuditFormPages')).NewAuditPage }) }],
  },
];
