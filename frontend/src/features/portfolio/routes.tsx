import type { RouteObject } from 'react-router';

/** A person's portfolio; the same pages under /portfolio and under /people/:personId/portfolio. */
const portfolioPages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./PortfolioPage')).PortfolioPage }) },
  { path: 'evidence/new', lazy: async () => ({ Component: (await import('./drafts/DraftPage')).NewEvidencePage }) },
  {
    path: 'evidence/drafts/:draftId/delete',
    lazy: async () => ({ Component: (await import('./drafts/DeleteDraftPage')).DeleteDraftPage }),
  },
  { path: 'showcase', lazy: async () => ({ Component: (await import('./ShowcasePage')).ShowcasePage }) },
  {
    path: 'evidence/:evidenceId/versions',
    lazy: async () => ({ Component: (await import('./EvidenceVersionsPage')).EvidenceVersionsPage }),
  },
  { path: 'evidence/:evidenceId', lazy: async () => ({ Component: (await import('./EvidencePage')).EvidencePage }) },
  {
    path: 'evidence/:evidenceId/edit',
    lazy: async () => ({ Component: (await import('./EvidenceFormPage')).EditEvidencePage }),
  },
  {
    path: 'evidence/:evidenceId/delete',
    lazy: async () => ({ Component: (await import('./DeleteEvidencePage')).DeleteEvidencePage }),
  },
  {
    path: 'evidence/:evidenceId/files/:fileId',
    lazy: async () => ({ Component: (await import('./FilePreviewPage')).FilePreviewPage }),
  },
  { path: 'claims/new', lazy: async () => ({ Component: (await import('./NewClaimPage')).NewClaimPage }) },
  { path: 'claims/:claimId', lazy: async () => ({ Component: (await import('./ClaimPage')).ClaimPage }) },
  { path: 'claims/:claimId/edit', lazy: async () => ({ Component: (await import('./EditClaimPage')).EditClaimPage }) },
  {
    path: 'claims/:claimId/withdraw',
    lazy: async () => ({ Component: (await import('./WithdrawClaimPage')).WithdrawClaimPage }),
  },
];

export const portfolioRoutes: RouteObject[] = [
  { path: 'portfolio', children: portfolioPages },
  { path: 'people/:personId/portfolio', children: portfolioPages },
  { path: 'reviews', lazy: async () => ({ Component: (await import('./ReviewsPage')).ReviewsPage }) },
  { path: 'reviews/second-looks', lazy: async () => ({ Component: (await import('./ModerationsPage')).ModerationsPage }) },
  {
    path: 'reviews/second-looks/:moderationId',
    lazy: async () => ({ Component: (await import('./ModerationPage')).ModerationPage }),
  },
  { path: 'reviews/agreement', lazy: async () => ({ Component: (await import('./AgreementPage')).AgreementPage }) },
  { path: 'reviews/approvals', lazy: async () => ({ Component: (await import('./ApprovalsPage')).ApprovalsPage }) },
  { path: 'reviews/rules', lazy: async () => ({ Component: (await import('./ReviewRulesPage')).ReviewRulesPage }) },
  { path: 'reviews/rules/new', lazy: async () => ({ Component: (await import('./NewReviewRulePage')).NewReviewRulePage }) },
  { path: 'reviews/:claimId', lazy: async () => ({ Component: (await import('./ReviewPage')).ReviewPage }) },
];
