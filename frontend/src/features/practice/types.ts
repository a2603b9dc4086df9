import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Practice = Schemas['CodingPractice'];
export type CodingWeek = Schemas['CodingWeek'];
export type CodingDay = Schemas['CodingDay'];
export type CodingEntry = Schemas['CodingEntry'];
export type ActivityReport = Schemas['CodingActivityReport'];
export type ActivityLine = Schemas['ActivityLine'];
export type AuditSummary = Schemas['CodingAuditSummary'];
export type Audit = Schemas['CodingAudit'];
export type Figure = Schemas['AccuracyFigure'];
export type CodeType = Schemas['CodeType'];
export type ErrorKey = Schemas['AuditErrorKey'];
export type AuditAction = Schemas['AuditAction'];
export type Coder = Schemas['Coder'];
export type Target = Schemas['CodingTarget'];
export type Thresholds = Schemas['AccuracyThresholds'];
export type AuditEdit = Schemas['CodingAuditEdit'];
