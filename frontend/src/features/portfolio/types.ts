import type { components } from '@/api/schema';

export type Schemas = components['schemas'];
export type Evidence = Schemas['Evidence'];
export type EvidenceKind = Schemas['EvidenceKind'];
export type Claim = Schemas['Claim'];
export type ClaimModeration = Schemas['ClaimModeration'];
export type SelfJudgement = Schemas['SelfJudgement'];
export type ClaimSummary = Schemas['ClaimSummary'];
export type ClaimEvent = Schemas['ClaimEvent'];
export type ClaimedStatement = Schemas['ClaimedStatement'];
export type Portfolio = Schemas['Portfolio'];
export type PortfolioStatement = Schemas['PortfolioStatement'];
