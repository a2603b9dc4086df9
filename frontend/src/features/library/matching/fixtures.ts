// A small scheme and match for tests.
import type { JobScheme } from '../types';
import type { JobMatch, LiveCandidate, MatchDecision } from './types';

export const scheme: JobScheme = {
  name: 'Scheme',
  version: 1,
  validFromSource: '',
  versions: [],
  factors: [1, 2, 3].map((no) => ({ no, name: `Factor ${no}`, points: [5, 12, 21], fixed: no === 2 })),
  bands: [
    { band: '2', min: 0, max: 30 },
    { band: '3', min: 31, max: 45 },
    { band: '4', min: 46, max: 63 },
  ],
  matching: {
    maxVariations: 1,
    rules: [],
    status: '',
    panel: {
      minimum: 3,
      recommended: 4,
      recommendedEachSide: 2,
      development: 5,
      maximum: 5,
      holdersExcluded: true,
      reviewPeriod: 'P3M',
      reviewNewMembers: 'more_than_half',
      source: '',
    },
  },
};

const points = [5, 12, 21];

export function decision(no: number, level: number, reason = 'Because'): MatchDecision {
  return {
    no,
    name: `Factor ${no}`,
    level,
    options: '',
    points: points[level - 1] ?? 0,
    reason,
    decidedBy: { id: 'p', name: 'Pat' },
    decidedAt: '2026-11-01T10:00:00Z',
  };
}

export function candidate(changes: Partial<LiveCandidate> = {}): LiveCandidate {
  return {
    profileId: 'a',
    title: 'Profile A',
    band: '3',
    chosen: false,
    outcome: 'undecided',
    reason: '',
    matching: 0,
    variations: 0,
    failing: 0,
    factors: [],
    ...changes,
  };
}

export function match(decisions: MatchDecision[], candidates: LiveCandidate[] = []): JobMatch {
  const total = decisions.reduce((sum, one) => sum + one.points, 0);
  const missing = scheme.factors.length - decisions.length;
  return {
    summary: {
      id: 'm',
      role: { id: 'r', name: 'Role' },
      state: 'open',
      decided: decisions.length,
      total,
      band: '',
      outcome: 'undecided',
      openedAt: '2026-11-01T09:00:00Z',
      openedBy: { id: 'p', name: 'Pat' },
      mine: true,
      version: 3,
    },
    scheme: { name: 'Scheme', version: 1 },
    roleBand: '',
    roleBandStatus: 'unknown',
    panel: [],
    panelNotes: [],
    decisions,
    evaluation: {
      decided: decisions.length,
      total,
      totalLeast: total + missing * 5,
      totalGreatest: total + missing * 21,
      band: '',
      bandReason: '',
      outcome: 'undecided',
      outcomeReason: '',
      advice: '',
      candidates,
    },
    checkNote: '',
    history: [],
    actions: ['save_factor'],
  };
}
