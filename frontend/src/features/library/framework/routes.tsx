import type { RouteObject } from 'react-router';

/** The editions of a framework, the work on its draft, spreadsheets, and what needs confirming. */
export const editionRoutes: RouteObject[] = [
  {
    path: 'frameworks/:frameworkId/editions',
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./editions/EditionsPage')).EditionsPage }) },
      { path: 'new', lazy: async () => ({ Component: (await import('./editions/NewEditionPage')).NewEditionPage }) },
      { path: 'differences', lazy: async () => ({ Component: (await import('./editions/DifferencesPage')).DifferencesPage }) },
      { path: ':number', lazy: async () => ({ Component: (await import('./editions/EditionPage')).EditionPage }) },
      { path: ':number/statements', lazy: async () => ({ Component: (await import('./editions/ContentsPage')).ContentsPage }) },
    ],
  },
  {
    path: 'frameworks/:frameworkId/draft',
    children: [
      { path: 'name', lazy: async () => ({ Component: (await import('./editions/NewEditionPage')).NameEditionPage }) },
      { path: 'statements/new', lazy: async () => ({ Component: (await import('./editions/AddStatementPage')).AddStatementPage }) },
      { path: 'statements/:statementId', lazy: async () => ({ Component: (await import('./editions/EditStatementPage')).EditStatementPage }) },
      { path: 'statements/:statementId/end', lazy: async () => ({ Component: (await import('./editions/EndStatementPage')).EndStatementPage }) },
      { path: 'skills/new', lazy: async () => ({ Component: (await import('./editions/LocalSkillPages')).AddSkillPage }) },
      { path: 'skills/:code', lazy: async () => ({ Component: (await import('./editions/LocalSkillPages')).RenameSkillPage }) },
      { path: 'changes/:changeId/undo', lazy: async () => ({ Component: (await import('./editions/DraftDecisionPages')).UndoChangePage }) },
      { path: 'publish', lazy: async () => ({ Component: (await import('./editions/DraftDecisionPages')).PublishEditionPage }) },
      { path: 'discard', lazy: async () => ({ Component: (await import('./editions/DraftDecisionPages')).DiscardEditionPage }) },
    ],
  },
  { path: 'frameworks/:frameworkId/exchange', lazy: async () => ({ Component: (await import('./exchange/ExchangePage')).ExchangePage }) },
  {
    path: 'confirmations',
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('./confirmations/RequirementConfirmationsPage')).RequirementConfirmationsPage }),
      },
      {
        path: ':requirementId/:statementId',
        lazy: async () => ({ Component: (await import('./confirmations/ConfirmPages')).ConfirmRequirementPage }),
      },
    ],
  },
];

/** What good looks like, beside a statement. */
export const exampleRoutes: RouteObject[] = [
  {
    path: 'statements/:statementId/examples',
    children: [
      { path: 'new', lazy: async () => ({ Component: (await import('./ExamplePages')).NewExamplePage }) },
      { path: ':exampleId', lazy: async () => ({ Component: (await import('./ExamplePages')).EditExamplePage }) },
      { path: ':exampleId/end', lazy: async () => ({ Component: (await import('./ExamplePages')).EndExamplePage }) },
    ],
  },
];

/** Claims stand beside the other reviews, wherever the library is. */
export const claimConfirmationRoutes: RouteObject[] = [
  {
    path: 'reviews/confirmations',
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('./confirmations/ClaimConfirmationsPage')).ClaimConfirmationsPage }),
      },
      {
        path: ':claimId/:statementId',
        lazy: async () => ({ Component: (await import('./confirmations/ConfirmPages')).ConfirmClaimPage }),
      },
    ],
  },
];
