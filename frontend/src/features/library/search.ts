import type { components } from '@/api/schema';

export type SearchKind = components['schemas']['SearchKind'];

export const kindNames: SearchKind[] = ['statement', 'profile', 'role', 'duty'];

const words: Record<SearchKind, [one: string, many: string]> = {
  statement: ['Statement', 'Statements'],
  profile: ['National profile', 'National profiles'],
  role: ['Role', 'Roles'],
  duty: ['Duty', 'Duties'],
};

/** What so many of a kind are called. */
export function kindName(kind: SearchKind, count: number): string {
  return words[kind][count === 1 ? 0 : 1];
}

/** The page that shows a hit; a duty is shown among the duties of its role. */
export function hitPath({ kind, id, partOfId }: { kind: SearchKind; id: string; partOfId?: string }): string {
  switch (kind) {
    case 'statement':
      return `/library/statements/${id}`;
    case 'profile':
      return `/library/profiles/${id}`;
    case 'role':
      return `/library/roles/${id}`;
    case 'duty':
      return `/library/roles/${partOfId ?? ''}/duties`;
  }
}
