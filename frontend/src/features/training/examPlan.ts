import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { ExamPlan, Sitting } from './types';

export const examPlanQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'exam-plan'],
    queryFn: () => answer(api.GET('/people/{id}/exam-plan', { params: { path: { id } } })),
  });

export const sittingQuery = (id: string) =>
  queryOptions({
    queryKey: ['sittings', id],
    queryFn: () => answer(api.GET('/sittings/{id}', { params: { path: { id } } })),
  });

type StepState = ExamPlan['steps'][number]['state'];

const stepStates: Record<StepState, string> = { done: 'Done', ahead: 'Ahead', problem: 'Needs attention' };

export function stepStateWord(state: StepState): string {
  return stepStates[state];
}

const membershipStates: Record<NonNullable<ExamPlan['membership']>['state'], string> = {
  not_recorded: 'Not recorded',
  current: 'Current',
  ends_before_sitting: 'Ends before the sitting',
  starts_late: 'Starts after the registration',
  ended: 'Ended',
};

export function membershipWord(state: NonNullable<ExamPlan['membership']>['state']): string {
  return membershipStates[state];
}

/** How a choice ended, in words: "Given up". */
export function endedWord(as: ExamPlan['history'][number]['endedAs']): string {
  if (as === 'sat') return 'Sat';
  if (as === 'given_up') return 'Given up';
  return as === 'changed' ? 'Changed for another' : 'Stands';
}

/** The sittings that can be chosen. */
export function choosable(plan: ExamPlan): Sitting[] {
  return plan.options.filter(({ why, sitting }) => why === undefined && sitting.id !== plan.choice?.sitting.id).map(({ sitting }) => sitting);
}
