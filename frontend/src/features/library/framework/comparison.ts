// Two levels of a skill, aspect by aspect, read in the direction that the reader chose.
import { type Piece, plain, wordsApart } from '@/design';
import type { ComparedAspect, LevelComparison, Statement } from '../types';

/** What becomes of an aspect from the level that is read first to the other one. */
export type Step = ComparedAspect['change'];

/** A statement of each level that belong together, or one that stands alone. */
export interface StatementPair {
  first?: Statement;
  other?: Statement;
  firstPieces: Piece[];
  otherPieces: Piece[];
  /** Word for word the same at both levels. */
  identical: boolean;
}

export interface AspectStep {
  aspect: string;
  step: Step;
  pairs: StatementPair[];
}

/** The kinds of step in the order in which they are read: what there is more of first, what stays last. */
export const stepOrder: readonly Step[] = ['new', 'grows', 'gone', 'same'];

/** The aspects of a comparison from one level to the other; the other way round what was new is gone. */
export function stepsOf(comparison: LevelComparison, from: number): AspectStep[] {
  const downwards = from !== comparison.lower.level;
  return comparison.aspects.map(({ aspect, change, lower, higher }) => ({
    aspect,
    step: downwards ? turned(change) : change,
    pairs: downwards ? pairsOf(higher, lower) : pairsOf(lower, higher),
  }));
}

function turned(step: Step): Step {
  if (step === 'new') return 'gone';
  return step === 'gone' ? 'new' : step;
}

/** Pairs the statements of an aspect: identical ones first, then those that stand at the same place among the rest. */
export function pairsOf(first: Statement[], other: Statement[]): StatementPair[] {
  const left = [...other];
  const rest: Statement[] = [];
  const pairs: StatementPair[] = [];
  for (const statement of first) {
    const at = left.findIndex(({ text }) => text === statement.text);
    const same = at >= 0 ? left.splice(at, 1)[0] : undefined;
    if (same) pairs.push(pairOf(statement, same));
    else rest.push(statement);
  }
  for (let i = 0; i < Math.max(rest.length, left.length); i += 1) pairs.push(pairOf(rest[i], left[i]));
  return pairs;
}

function pairOf(first: Statement | undefined, other: Statement | undefined): StatementPair {
  if (!first || !other) {
    return { first, other, firstPieces: plain(first?.text ?? ''), otherPieces: plain(other?.text ?? ''), identical: false };
  }
  const identical = first.text === other.text;
  const pieces = wordsApart(first.text, other.text);
  return { first, other, firstPieces: pieces.first, otherPieces: pieces.other, identical };
}

/** How many aspects make each step. */
export function countSteps(steps: AspectStep[]): Record<Step, number> {
  const counts: Record<Step, number> = { new: 0, grows: 0, gone: 0, same: 0 };
  for (const { step } of steps) counts[step] += 1;
  return counts;
}
