import type { RouteObject } from 'react-router';

/** Training pathways, their versions, and the people on them; under /library. */
export const trainingPathwayRoutes: RouteObject[] = [
  { path: 'training-pathways', lazy: async () => ({ Component: (await import('./PathwaysPage')).PathwaysPage }) },
  { path: 'training-pathways/new', lazy: async () => ({ Component: (await import('./NewPages')).NewPathwayPage }) },
  { path: 'training-pathways/:pathwayId', lazy: async () => ({ Component: (await import('./PathwayPage')).PathwayPage }) },
  { path: 'training-pathways/:pathwayId/draft', lazy: async () => ({ Component: (await import('./NewPages')).NewDraftPage }) },
  { path: 'training-pathways/:pathwayId/people', lazy: async () => ({ Component: (await import('./PeoplePages')).PeoplePage }) },
  {
    path: 'training-pathways/:pathwayId/people/join',
    lazy: async () => ({ Component: (await import('./JoiningPages')).JoinPathwayPage }),
  },
  {
    path: 'training-pathways/:pathwayId/people/:personId/leave',
    lazy: async () => ({ Component: (await import('./JoiningPages')).LeavePathwayPage }),
  },
  {
    path: 'training-pathways/versions/:versionId',
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./VersionPage')).VersionPage }) },
      { path: 'facts', lazy: async () => ({ Component: (await import('./PartPages')).FactsPage }) },
      { path: 'stages', lazy: async () => ({ Component: (await import('./PartPages')).StagesPage }) },
      { path: 'order', lazy: async () => ({ Component: (await import('./PartPages')).OrderPage }) },
      { path: 'milestones/new', lazy: async () => ({ Component: (await import('./MilestonePages')).NewMilestonePage }) },
      { path: 'milestones/:key', lazy: async () => ({ Component: (await import('./MilestonePages')).EditMilestonePage }) },
      { path: 'milestones/:key/remove', lazy: async () => ({ Component: (await import('./RemovePages')).RemoveMilestonePage }) },
      { path: 'difference', lazy: async () => ({ Component: (await import('./DifferencePage')).DifferencePage }) },
      { path: 'preview', lazy: async () => ({ Component: (await import('./PreviewPage')).PreviewPage }) },
      { path: 'publish', lazy: async () => ({ Component: (await import('./PublishPage')).PublishPage }) },
      { path: 'discard', lazy: async () => ({ Component: (await import('./RemovePages')).DiscardPage }) },
      { path: 'move', lazy: async () => ({ Component: (await import('./PeoplePages')).MovePage }) },
    ],
  },
];
