import { useParams } from 'react-router';
import { useMe } from './session';

/** The person whose record a page shows: the one in the address, or oneself. */
export interface Subject {
  id: string;
  own: boolean;
  /** Where the person's progress is. */
  progressPath: string;
  /** Where the person's portfolio is. */
  portfolioPath: string;
}

/** Whose record the page shows. One's own has addresses of its own: /progress and /portfolio. */
export function useSubject(): Subject {
  const me = useMe();
  const { personId } = useParams();
  return subjectOf(personId ?? me.person.id, me.person.id);
}

/** Where the record of a person is, as the signed-in person reaches it. */
export function subjectOf(personId: string, myId: string): Subject {
  if (personId === myId) return { id: personId, own: true, progressPath: '/progress', portfolioPath: '/portfolio' };
  const base = `/people/${personId}`;
  return { id: personId, own: false, progressPath: base, portfolioPath: `${base}/portfolio` };
}

/** The way up from a page of somebody's progress or portfolio. */
export function crumbsOf(
  subject: Subject,
  name: string,
  area: 'progress' | 'portfolio' | 'person',
): { label: string; href: string }[] {
  const portfolio = { label: subject.own ? 'My portfolio' : 'Portfolio', href: subject.portfolioPath };
  if (subject.own) return area === 'portfolio' ? [portfolio] : [{ label: 'My progress', href: '/progress' }];
  const above = [{ label: 'People', href: '/people' }];
  if (area === 'person') return above;
  const person = { label: name, href: subject.progressPath };
  return area === 'portfolio' ? [...above, person, portfolio] : [...above, person];
}
