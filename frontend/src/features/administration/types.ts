import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type PersonDetail = Schemas['PersonDetail'];
export type PersonSummary = Schemas['PersonSummary'];
export type PersonInput = Schemas['PersonInput'];
export type PersonRef = Schemas['PersonRef'];
export type Appointment = Schemas['Appointment'];
export type AppointmentInput = Schemas['AppointmentInput'];
export type AppointmentBand = Schemas['AppointmentBand'];
export type Team = Schemas['Team'];
export type TeamInput = Schemas['TeamInput'];
export type AccessRole = Schemas['AccessRole'];
export type Grant = Schemas['Grant'];
export type AuditEntry = Schemas['AuditEntry'];
