import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type ImportReport = Schemas['ImportReport'];
export type ImportedRow = Schemas['ImportedRow'];
export type RefusedCell = Schemas['RefusedCell'];
