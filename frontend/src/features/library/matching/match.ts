// A job match as its pages think of it: what comes next, what a choice would change, what a conflict means.
import type { JobMatchPreview, JobScheme } from '../types';
import type { JobMatch, LiveCandidate, MatchDecision, MatchEvaluation, MatchFactor } from './types';

/** The next factor without a level, from a factor on and round to the beginning; undefined when all have one. */
export function nextFactor(decisions: MatchDecision[], factorCount: number, after = 0): number | undefined {
  const decided = new Set(decisions.map(({ no }) => no));
  for (let step = 1; step <= factorCount; step += 1) {
    const no = ((after + step - 1) % factorCount) + 1;
    if (!decided.has(no)) return no;
  }
  return undefined;
}

/** A factor of a match: the panel's level, if there is one, and how it compares with the candidate profile. */
export interface FactorState {
  no: number;
  name: string;
  fixed: boolean;
  decision?: MatchDecision;
  /** Absent without a level or without a candidate. */
  comparison?: Pick<MatchFactor, 'result' | 'reason' | 'levelText'>;
}

/** All factors of the scheme, those without a level too. */
export function factorStates(match: JobMatch, scheme: JobScheme): FactorState[] {
  const candidate = chosenCandidate(match);
  return scheme.factors.map(({ no, name, fixed }) => {
    const decision = match.decisions.find((one) => one.no === no);
    return { no, name, fixed, decision, comparison: decision && candidate && comparisonOf(candidate, no) };
  });
}

/** The profile that the match is judged against; undefined before one is chosen. */
export function chosenCandidate({ evaluation }: JobMatch): LiveCandidate | undefined {
  return evaluation.candidates.find(({ chosen }) => chosen);
}

/** A candidate lists the factors that stand apart; those with a level that it does not list match. */
function comparisonOf({ factors }: LiveCandidate, no: number): FactorState['comparison'] {
  return factors.find((factor) => factor.no === no) ?? { result: 'match', reason: '', levelText: '' };
}

/** What the levels would come to with another level for one factor. */
export interface Totals {
  decided: number;
  total: number;
  least: number;
  greatest: number;
}

/** The totals with a level for a factor in the place of what is saved; the scheme's points decide. */
export function totalsWith(match: JobMatch, scheme: JobScheme, no: number, level: number | undefined): Totals {
  const { evaluation } = match;
  const saved = {
    decided: evaluation.decided,
    total: evaluation.total,
    least: evaluation.totalLeast,
    greatest: evaluation.totalGreatest,
  };
  const points = scheme.factors.find((factor) => factor.no === no)?.points ?? [];
  const chosen = points[(level ?? 0) - 1];
  if (chosen === undefined) return saved;
  const before = match.decisions.find((decision) => decision.no === no)?.points;
  if (before !== undefined) {
    const more = chosen - before;
    return { ...saved, total: saved.total + more, least: saved.least + more, greatest: saved.greatest + more };
  }
  return {
    decided: saved.decided + 1,
    total: saved.total + chosen,
    least: saved.least + chosen - (points[0] ?? 0),
    greatest: saved.greatest + chosen - (points.at(-1) ?? 0),
  };
}

/** "Band 3", "Bands 2 to 4": the bands that totals from least to greatest lie in; empty for none. */
export function bandsWithin(scheme: JobScheme, least: number, greatest: number): string {
  const bands = scheme.bands.filter(({ min, max }) => max >= least && min <= greatest).map(({ band }) => band);
  const [first] = bands;
  const last = bands.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? `Band ${first}` : `Bands ${first} to ${last}`;
}

/** The 16 levels with one of them chosen anew; undefined while others are missing. */
export function levelsWith(
  match: JobMatch,
  factorCount: number,
  no: number,
  level: number | undefined,
): number[] | undefined {
  const levels = Array.from({ length: factorCount }, (_, index) =>
    index + 1 === no && level !== undefined ? level : match.decisions.find((one) => one.no === index + 1)?.level,
  ).filter((one) => one !== undefined);
  return levels.length === factorCount ? levels : undefined;
}

/** The candidates of a trial with levels that are not saved, in the form in which a match has them. */
export function candidatesOf(preview: JobMatchPreview, chosenId: string | undefined): LiveCandidate[] {
  return preview.candidates.map(({ factors, ...candidate }) => ({
    ...candidate,
    chosen: candidate.profileId === chosenId,
    matching: factors.filter(({ result }) => result === 'match').length,
    factors: factors.filter(({ result }) => result !== 'match'),
  }));
}

/** The first few candidates, and the chosen one wherever it stands. */
export function foremost(candidates: LiveCandidate[], count: number): LiveCandidate[] {
  return candidates.filter(({ chosen }, index) => chosen || index < count);
}

/** What to do when somebody else was quicker: send again unseen, ask the person, or tell them that it is closed. */
export type AfterConflict = 'send_again' | 'ask' | 'closed';

/**
 * A panel works on one match at the same time, so another version often only means another factor. What
 * was decided about this factor must not be replaced unseen.
 */
export function afterConflict(opened: MatchDecision | undefined, now: JobMatch, no: number): AfterConflict {
  if (!now.actions.includes('save_factor')) return 'closed';
  return sameDecision(opened, now.decisions.find((decision) => decision.no === no)) ? 'send_again' : 'ask';
}

function sameDecision(a: MatchDecision | undefined, b: MatchDecision | undefined): boolean {
  return a?.level === b?.level && a?.options === b?.options && a?.reason === b?.reason;
}

/** What an evaluation says in one sentence about where the total lies. */
export function totalWords({ decided, total, totalLeast, totalGreatest }: MatchEvaluation, factorCount: number): string {
  if (decided === factorCount) return `${total} points`;
  return `${total} points so far; ${totalLeast} to ${totalGreatest} in the end`;
}
