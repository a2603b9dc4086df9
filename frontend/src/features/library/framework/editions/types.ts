import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Edition = Schemas['Edition'];
export type EditionDetail = Schemas['EditionDetail'];
export type EditionChange = Schemas['EditionChange'];
export type EditionChangeKind = Schemas['EditionChangeKind'];
export type EditionStatement = Schemas['EditionStatement'];
export type EditionDifference = Schemas['EditionDifference'];
export type EditionDifferences = Schemas['EditionDifferences'];
export type WordPiece = Schemas['WordPiece'];
export type StatementImpact = Schemas['StatementImpact'];
