import type { FieldProblem } from '@/api/problem';
import { type DateParts, dateProblem, isoOf, noDate, partsOf } from '@/design';
import type { Audit, AuditEdit, CodeType } from './types';
import { codeTypes, codeTypeWord, wholeOf } from './words';

/** What an auditor has typed, kept exactly. */
export interface TypedAudit {
  subject: string;
  auditedOn: DateParts;
  periodFrom: DateParts;
  periodTo: DateParts;
  sample: string;
  findings: string;
  examined: Record<CodeType, string>;
  /** By error key: the coder's errors, and those with another cause. */
  errors: Record<string, { byCoder: string; byOther: string }>;
  reason: string;
}

/** An empty form, or that of an audit. */
export function typedAudit(today: string, audit?: Audit): TypedAudit {
  const examined = Object.fromEntries(codeTypes.map((type) => [type, audit ? String(audit.examined[type]) : ''])) as Record<CodeType, string>;
  return {
    subject: audit?.summary.subject ?? '',
    auditedOn: partsOf(audit?.summary.auditedOn ?? today),
    periodFrom: audit ? partsOf(audit.summary.periodFrom) : noDate,
    periodTo: audit ? partsOf(audit.summary.periodTo) : noDate,
    sample: audit ? String(audit.summary.sample) : '',
    findings: audit?.findings ?? '',
    examined,
    errors: Object.fromEntries(
      (audit?.errors ?? []).map(({ key, byCoder, byOther }) => [key, { byCoder: String(byCoder), byOther: String(byOther) }]),
    ),
    reason: '',
  };
}

const count = (text: string) => (text.trim() === '' ? 0 : (wholeOf(text) ?? -1));

/** What is wrong with what was typed, seen before it is sent. */
export function auditProblems(typed: TypedAudit): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const date = (name: 'auditedOn' | 'periodFrom' | 'periodTo', what: string) => {
    const wrong = dateProblem(what, typed[name], { required: true });
    if (wrong) problems.push({ name, message: wrong.message });
  };
  if (typed.subject.trim() === '') problems.push({ name: 'subject', message: 'Say what was audited' });
  date('auditedOn', 'The day of the audit');
  date('periodFrom', 'The first day of the period');
  date('periodTo', 'The last day of the period');
  if ((wholeOf(typed.sample) ?? 0) < 1) problems.push({ name: 'sample', message: 'Enter how many episodes were audited' });
  for (const type of codeTypes) {
    if (count(typed.examined[type]) < 0) {
      problems.push({ name: `examined.${type}`, message: `${codeTypeWord(type)}: enter how many codes were examined, 0 for none` });
    }
  }
  for (const [key, { byCoder, byOther }] of Object.entries(typed.errors)) {
    if (count(byCoder) < 0 || count(byOther) < 0) {
      problems.push({ name: `error.${key}`, message: 'A number of errors is a whole number, 0 or more' });
    }
  }
  return problems;
}

/** The request that what was typed makes. */
export function auditEdit(typed: TypedAudit): AuditEdit {
  return {
    subject: typed.subject,
    auditedOn: isoOf(typed.auditedOn) ?? '',
    periodFrom: isoOf(typed.periodFrom) ?? '',
    periodTo: isoOf(typed.periodTo) ?? '',
    sample: wholeOf(typed.sample) ?? 0,
    findings: typed.findings,
    examined: Object.fromEntries(codeTypes.map((type) => [type, count(typed.examined[type])])) as AuditEdit['examined'],
    errors: Object.entries(typed.errors)
      .map(([key, { byCoder, byOther }]) => ({ key, byCoder: count(byCoder), byOther: count(byOther) }))
      .filter(({ byCoder, byOther }) => byCoder + byOther > 0),
    ...(typed.reason.trim() === '' ? {} : { reason: typed.reason }),
  };
}
