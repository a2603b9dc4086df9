import type { components } from '@/api/schema';
import type { Choice } from '@/design';

type Schemas = components['schemas'];

const pauseReasons: Record<Schemas['PauseReason'], string> = {
  maternity: 'Maternity leave',
  sickness: 'Sickness',
  other_leave: 'Other leave',
};

export const pauseChoices: Choice[] = Object.entries(pauseReasons).map(([value, label]) => ({ value, label }));

export function pauseWord(reason: Schemas['PauseReason'] | undefined): string {
  return reason ? pauseReasons[reason] : 'Leave';
}

const recordStates: Record<Schemas['MilestoneRecordState'], string> = {
  recorded: 'Waits for sign-off',
  signed_off: 'Signed off',
  returned: 'Returned',
};

export function recordStateWord(state: Schemas['MilestoneRecordState']): string {
  return recordStates[state];
}

const outcomes: Record<Schemas['PaperOutcome'], string> = {
  passed: 'Passed',
  failed: 'Not passed',
  awaited: 'Result awaited',
};

export function outcomeWord(outcome: Schemas['PaperOutcome']): string {
  return outcomes[outcome];
}

const signatories: Record<Schemas['Signatory'], string> = {
  mentor: 'the mentor',
  assessor: 'the assessor',
  manager: 'the manager',
};

/** Those who may sign, as in a sentence: "the mentor or the manager". */
export function signatoryWords(signedBy: Schemas['Signatory'][]): string {
  return signedBy.map((one) => signatories[one]).join(' or ');
}
