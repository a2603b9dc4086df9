import type { RouteObject } from 'react-router';

const personPages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./PersonPage')).PersonPage }) },
  { path: 'edit', lazy: async () => ({ Component: (await import('./PersonFormPages')).EditPersonPage }) },
  { path: 'leave', lazy: async () => ({ Component: (await import('./LeavePage')).LeavePage }) },
  { path: 'rejoin', lazy: async () => ({ Component: (await import('./RejoinPage')).RejoinPage }) },
  { path: 'invitation', lazy: async () => ({ Component: (await import('./InvitationPage')).InvitationPage }) },
  { path: 'sign-in/stop', lazy: async () => ({ Component: (await import('./AccountPages')).StopSignInPage }) },
  { path: 'sign-in/allow', lazy: async () => ({ Component: (await import('./AccountPages')).AllowSignInPage }) },
  { path: 'sign-in/end-sessions', lazy: async () => ({ Component: (await import('./AccountPages')).EndSessionsPage }) },
  { path: 'sign-in/reset-second-step', lazy: async () => ({ Component: (await import('./ResetFactorPage')).ResetFactorPage }) },
  { path: 'identities', lazy: async () => ({ Component: (await import('./IdentitiesOfPage')).IdentitiesOfPage }) },
  { path: 'tokens', lazy: async () => ({ Component: (await import('./TokensOfPage')).TokensOfPage }) },
  {
    path: 'appointments/new',
    lazy: async () => ({ Component: (await import('./AppointmentPages')).NewAppointmentPage }),
  },
  {
    path: 'appointments/:appointmentId',
    lazy: async () => ({ Component: (await import('./AppointmentPages')).EditAppointmentPage }),
  },
  { path: 'cover', lazy: async () => ({ Component: (await import('./CoversPages')).SetCoverPage }) },
  { path: 'access/:grantId/end', lazy: async () => ({ Component: (await import('./EndGrantPage')).EndGrantPage }) },
];

/** People, teams, roles of access and the trail of who did what. */
export const administrationRoutes: RouteObject[] = [
  { path: 'account/declarations', lazy: async () => ({ Component: (await import('./PatientDataPages')).OwnDeclarationsPage }) },
  {
    path: 'administration',
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./AdministrationPage')).AdministrationPage }) },
      { path: 'people', lazy: async () => ({ Component: (await import('./PeoplePage')).PeoplePage }) },
      { path: 'people/new', lazy: async () => ({ Component: (await import('./PersonFormPages')).NewPersonPage }) },
      { path: 'people/import', lazy: async () => ({ Component: (await import('./intake/ImportsPage')).ImportsPage }) },
      { path: 'people/import/:importId', lazy: async () => ({ Component: (await import('./intake/ImportPage')).ImportPage }) },
      { path: 'people/:personId', children: personPages },
      { path: 'teams', lazy: async () => ({ Component: (await import('./TeamsPage')).TeamsPage }) },
      { path: 'teams/new', lazy: async () => ({ Component: (await import('./TeamFormPages')).NewTeamPage }) },
      { path: 'teams/:teamId', lazy: async () => ({ Component: (await import('./TeamFormPages')).EditTeamPage }) },
      { path: 'access', lazy: async () => ({ Component: (await import('./GrantsPage')).GrantsPage }) },
      { path: 'access/new', lazy: async () => ({ Component: (await import('./GiveGrantPage')).GiveGrantPage }) },
      { path: 'emergency/uses', lazy: async () => ({ Component: (await import('./EmergencyUsesPage')).EmergencyUsesPage }) },
      { path: 'emergency/uses/:useId', lazy: async () => ({ Component: (await import('./EmergencyUsesPage')).LookAtEmergencyPage }) },
      { path: 'covers', lazy: async () => ({ Component: (await import('./CoversPages')).CoversPage }) },
      { path: 'covers/:coverId/end', lazy: async () => ({ Component: (await import('./CoversPages')).EndCoverPage }) },
      { path: 'patient-data', lazy: async () => ({ Component: (await import('./PatientDataPages')).PatientDataPage }) },
      {
        path: 'patient-data/:patternId',
        lazy: async () => ({ Component: (await import('./EditPatternPage')).EditPatternPage }),
      },
      {
        path: 'sign-in',
        lazy: async () => ({ Component: (await import('./SignInProvidersPage')).SignInProvidersPage }),
      },
      {
        path: 'sign-in/new',
        lazy: async () => ({ Component: (await import('./SignInProviderPages')).NewSignInProviderPage }),
      },
      {
        path: 'sign-in/:providerId',
        lazy: async () => ({ Component: (await import('./SignInProviderPages')).EditSignInProviderPage }),
      },
      { path: 'audit', lazy: async () => ({ Component: (await import('./AuditPage')).AuditPage }) },
    ],
  },
];
