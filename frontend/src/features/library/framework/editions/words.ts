// How editions, their changes and what rests on them are said.
import type { Piece } from '@/design';
import type { EditionChange, EditionStatement, WordPiece } from './types';
import { counted } from '../../words';

/** "Edition 2, Spring review"; edition 0 is the national source. */
export function editionName({ number, title }: { number: number; title: string }): string {
  return number === 0 ? 'The national source' : `Edition ${number}, ${title}`;
}

/** "ANCC 3, Escalation"; a skill has no level. */
export function changeName({ code, level, aspect, oldAspect, skill }: EditionChange): string {
  if (level === 0) return `${code}, ${skill}`;
  return `${code} ${level}, ${aspect === '' ? oldAspect : aspect}`;
}

export function entryName({ code, level, aspect }: Pick<EditionStatement, 'code' | 'level' | 'aspect'>): string {
  return `${code} ${level}, ${aspect}`;
}

/** Both sides of a text that changed, from words that are in the old one, the new one or both. */
export function sidesOf(words: WordPiece[] | undefined, oldText: string, newText: string): { old: Piece[]; new: Piece[] } {
  const side = (which: 'old' | 'new', text: string): Piece[] => {
    const pieces = (words ?? [])
      .filter((word) => word.in === 'both' || word.in === which)
      .map((word) => ({ text: word.text, differs: word.in === which }));
    return pieces.length > 0 ? pieces : text === '' ? [] : [{ text, differs: false }];
  };
  return { old: side('old', oldText), new: side('new', newText) };
}

/** "2 requirements and 5 claims"; "no requirement and no claim". */
export function restingWords(requirements: number, claims: number): string {
  const words = (count: number, one: string) => (count === 0 ? `no ${one}` : counted(count, one));
  return `${words(requirements, 'requirement')} and ${words(claims, 'claim')}`;
}

/** What publishing will ask people to confirm. */
export function toConfirm(changes: EditionChange[]): { statements: number; requirements: number; claims: number } {
  const meanings = changes.filter(({ kind }) => kind === 'meaning');
  return {
    statements: meanings.length,
    requirements: meanings.reduce((sum, { requirements }) => sum + requirements, 0),
    claims: meanings.reduce((sum, { claims }) => sum + claims, 0),
  };
}
