import type { Choice } from '@/design';
import type { Link } from '../types';

type State = Link['state'];

export const linkPages = [
  { label: 'Skill levels and profiles', href: '/library/links' },
  { label: 'Aspects and factors', href: '/library/links/aspects' },
  { label: 'Coverage', href: '/library/coverage' },
];

export const stateChoices: Choice[] = [
  { value: '', label: 'All but ended' },
  { value: 'in_force', label: 'In force' },
  { value: 'not_accepted', label: 'Not accepted' },
  { value: 'ended', label: 'Ended' },
];

/** The state that an address asks for; undefined for none, and for one that does not exist. */
export function linkState(text: string): State | undefined {
  return text === 'in_force' || text === 'not_accepted' || text === 'ended' ? text : undefined;
}

export const linksCrumb = { label: 'Skills, profiles and bands', href: '/library/links' };
