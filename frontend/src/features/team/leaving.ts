import type { components } from '@/api/schema';

/** Why somebody plans to leave, as people read it. */
export const leavingWords: Record<components['schemas']['PlannedLeavingKind'], string> = {
  retirement: 'Retirement',
  other: 'Another reason',
};

export const leavingChoices = Object.entries(leavingWords).map(([value, label]) => ({ value, label }));
