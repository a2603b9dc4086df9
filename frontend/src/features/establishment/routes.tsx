import type { RouteObject } from 'react-router';

/** Funded posts against people in post, and what was entered of them. */
export const establishmentRoutes: RouteObject[] = [
  { path: 'organisation/establishment', lazy: async () => ({ Component: (await import('./EstablishmentPage')).EstablishmentPage }) },
  { path: 'organisation/establishment/entries', lazy: async () => ({ Component: (await import('./EntriesPage')).EntriesPage }) },
  { path: 'organisation/establishment/entries/new', lazy: async () => ({ Component: (await import('./EntryPages')).NewEntryPage }) },
  { path: 'organisation/establishment/entries/:entryId', lazy: async () => ({ Component: (await import('./EntryPages')).EditEntryPage }) },
];
