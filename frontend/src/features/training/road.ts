import type { StepPlace } from '@/design';
import type { Milestone, Progress } from './types';

const behind: Milestone['state'][] = ['done', 'exempt'];
const atHand: Milestone['state'][] = ['due', 'overdue', 'recorded', 'failed', 'paused'];

/** The milestones that are steps of the road; the others apply all the time. */
export function stepsOf(progress: Progress): Milestone[] {
  return progress.milestones.filter((milestone) => !milestone.throughout);
}

/** The milestones that apply all the time, such as the daily target. */
export function throughoutOf(progress: Progress): Milestone[] {
  return progress.milestones.filter((milestone) => milestone.throughout);
}

/**
 * Where each step of the road stands. At hand is what is due, overdue, on its way to a signature, or
 * what the person is to turn to; the first open one after it is next, and the rest comes later.
 */
export function placesOf(steps: Milestone[], next: string | undefined): Map<string, StepPlace> {
  const places = new Map<string, StepPlace>();
  let nextTaken = false;
  for (const step of steps) {
    if (behind.includes(step.state)) places.set(step.key, 'done');
    else if (step.key === next || atHand.includes(step.state)) places.set(step.key, 'now');
    else if (!nextTaken) {
      places.set(step.key, 'next');
      nextTaken = true;
    } else places.set(step.key, 'later');
  }
  return places;
}

/** The first sentence of a person's progress. */
export function headline(progress: Progress, own: boolean): string {
  const { accreditation, pathway, month, months } = progress;
  if (accreditation.status !== 'not_held') {
    return own ? 'You hold ACC' : 'Holds ACC';
  }
  if (!pathway) return own ? 'You are on no pathway' : 'On no pathway';
  if (month < 1) return own ? 'Your road to ACC begins with your appointment' : 'The road to ACC has not begun';
  return own ? `Month ${month} of ${months} on your way to ACC` : `Month ${month} of ${months} on the way to ACC`;
}

/** Which date stands beside a step: when it was done, when it is due, or from when it is possible. */
export function dateOf(milestone: Milestone): { label: string; date: string } | undefined {
  if (milestone.doneOn && behind.includes(milestone.state)) return { label: 'Done', date: milestone.doneOn };
  if (milestone.dueOn) return { label: 'Due', date: milestone.dueOn };
  if (milestone.notBefore) return { label: 'Not before', date: milestone.notBefore };
  return undefined;
}
