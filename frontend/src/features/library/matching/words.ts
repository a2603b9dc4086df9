import type { Choice } from '@/design';
import type { MatchEvent, MatchState, PanelSide, RoleMatch } from './types';

export const matchesCrumb = { label: 'Job matches', href: '/job-matches' };

/** The way up from a page of one match. */
export function crumbsOf(id: string, role: string): { label: string; href: string }[] {
  return [matchesCrumb, { label: role, href: `/job-matches/${id}` }];
}

const sides: Record<PanelSide, string> = { management: 'Management', staff: 'Staff' };

export function sideWord(side: PanelSide): string {
  return sides[side];
}

export const sideChoices: (Choice & { value: PanelSide })[] = [
  { value: 'management', label: 'Management' },
  { value: 'staff', label: 'Staff' },
];

const states: Record<MatchState, string> = {
  open: 'Panel at work',
  checking: 'Waits for its check',
  released: 'Released',
  withdrawn: 'Withdrawn',
};

export const stateChoices: Choice[] = [
  { value: '', label: 'All states' },
  ...Object.entries(states).map(([value, label]) => ({ value, label })),
];

/** The state that a text names; undefined when it names none. */
export function stateFrom(text: string): MatchState | undefined {
  return Object.keys(states).find((state): state is MatchState => state === text);
}

/** What happened, as the beginning of a sentence: "Factor 3 set to level 2". */
export function eventWords({ kind, no, level }: MatchEvent): string {
  switch (kind) {
    case 'opened':
      return 'Opened';
    case 'candidate_chosen':
      return 'Candidate profile chosen';
    case 'factor_saved':
      return `Factor ${no ?? ''} set to level ${level ?? ''}`;
    case 'member_agreed':
      return 'Confirmed by a member';
    case 'panel_agreed':
      return 'Confirmed by the last member: the panel agrees';
    case 'returned':
      return 'Returned to the panel';
    case 'released':
      return 'Released';
    case 'withdrawn':
      return 'Withdrawn';
  }
}

const outcomes: Record<RoleMatch['outcome'], string> = {
  profile_match: 'matches the national profile',
  band_match: 'matches the band of the national profile',
  no_match: 'does not match the national profile',
};

export function outcomeWords(outcome: RoleMatch['outcome']): string {
  return outcomes[outcome];
}

/** "ab" as "(a, b)"; an empty string for none. */
export function optionWords(options: string): string {
  return options === '' ? '' : `(${options.replaceAll(/\B/g, ', ')})`;
}
