import type { Choice } from '@/design';
import type { ClaimedStatement, EvidenceKind, PortfolioStatement } from './types';

const kinds: Record<EvidenceKind, string> = {
  work_sample: 'Work sample',
  audit_result: 'Audit result',
  course: 'Course',
  feedback: 'Feedback',
  project: 'Project',
  teaching: 'Teaching',
  reflection: 'Reflection',
};

export const kindChoices: Choice[] = Object.entries(kinds).map(([value, label]) => ({ value, label }));

export function kindWord(kind: EvidenceKind): string {
  return kinds[kind];
}

const importances: Record<PortfolioStatement['importance'], string> = {
  essential: 'Essential',
  desirable: 'Desirable',
  not_required: 'Not asked for',
};

export function importanceWord(importance: PortfolioStatement['importance']): string {
  return importances[importance];
}

/** A statement in short: "ANCC 2, Escalation". */
export function statementName({ code, level, aspect }: Pick<ClaimedStatement, 'code' | 'level' | 'aspect'>): string {
  return `${code} ${level}, ${aspect}`;
}

/** What stands where the viewer may not read what the person wrote. */
export const hiddenContent =
  'What is written here is for the person, their mentor or assessor and their manager. You see states and dates.';
