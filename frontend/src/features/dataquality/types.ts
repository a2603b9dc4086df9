import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Finding = Schemas['Finding'];
export type FindingList = Schemas['FindingList'];
export type FindingCount = Schemas['FindingCount'];
export type SourceDocument = Schemas['SourceDocument'];
export type SourceDocumentSummary = Schemas['SourceDocumentSummary'];
