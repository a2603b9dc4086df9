import type { Choice } from '@/design';
import type { ClaimedStatement, EvidenceKind, PortfolioStatement, Schemas, SelfJudgement } from './types';

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

const selfJudgements: Record<SelfJudgement, { label: string; hint: string }> = {
  working_towards: { label: 'I am working towards it', hint: 'I do parts of it, or with help.' },
  meets: { label: 'I meet it', hint: 'I do all of it, on my own, as part of my work.' },
  exceeds: { label: 'I do more than it asks', hint: 'I also guide others in it, or do part of the level above.' },
};

export const selfJudgementChoices: Choice[] = Object.entries(selfJudgements).map(([value, words]) => ({ value, ...words }));

/** What the person says of themselves, with what it means. */
export function selfJudgementWord(judgement: SelfJudgement): string {
  const { label, hint } = selfJudgements[judgement];
  return `“${label}: ${hint.charAt(0).toLowerCase()}${hint.slice(1, -1)}”`;
}

type Agreement = Pick<Schemas['AssessorAgreement'], 'judged' | 'agreed' | 'percent' | 'low' | 'high'>;

/** The agreement with how many it rests on: "83 % (10 of 12; 95 % interval 55 to 95)". */
export function agreementWords({ judged, agreed, percent, low, high }: Agreement): string {
  if (percent === undefined) return 'Nothing judged yet';
  const interval =
    low === undefined || high === undefined ? '' : `; 95 % interval ${Math.round(low)} to ${Math.round(high)}`;
  return `${Math.round(percent)} % (${agreed} of ${judged}${interval})`;
}

type Rule = Schemas['ReviewRule'];

/** What a rule of reviews is about. */
export function ruleName({ kind, assessor, level }: Pick<Rule, 'kind' | 'assessor' | 'level'>): string {
  switch (kind) {
    case 'target':
      return 'Target for a decision';
    case 'rate':
      return 'Second looks, general rate';
    case 'assessor_rate':
      return `Second looks at approvals by ${assessor?.name ?? ''}`;
    case 'level_rate':
      return `Second looks at level ${level ?? ''}`;
  }
}

export function ruleValue({ kind, value }: Pick<Rule, 'kind' | 'value'>): string {
  if (value === undefined) return 'No rate of its own';
  if (kind !== 'target') return `${value} %`;
  return value === 1 ? '1 working day' : `${value} working days`;
}
