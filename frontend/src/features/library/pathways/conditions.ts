import type { FieldProblem } from '@/api/problem';
import type { Choice } from '@/design';
import type { MoveCondition } from '../types';

export type Kind = MoveCondition['kind'];

/** A condition as the form holds it, every answer as typed. Parts have a key of their own, so that they keep their focus. */
export interface Part {
  id: number;
  kind: Kind | '';
  key: string;
  months: string;
  roleId: string;
  text: string;
  of: Part[];
}

let made = 0;

export function newPart(kind: Kind | '' = '', of: Part[] = []): Part {
  made += 1;
  return { id: made, kind, key: '', months: '', roleId: '', text: '', of };
}

export const kindChoices: Choice[] = [
  { value: 'accreditation', label: 'An accreditation is held' },
  { value: 'milestone', label: 'A milestone is done' },
  { value: 'requirements', label: 'Every essential requirement of the next role is met' },
  { value: 'months', label: 'Months in the present role' },
  { value: 'agreement', label: 'Somebody agrees' },
  { value: 'confirmation', label: 'Something is confirmed by a manager' },
  { value: 'all', label: 'A group: all of' },
  { value: 'any', label: 'A group: any of' },
];

export function isGroup(kind: Kind | ''): kind is 'all' | 'any' {
  return kind === 'all' || kind === 'any';
}

/** A condition of the map as the form edits it: always a group at the top. */
export function partOf(condition: MoveCondition | undefined): Part {
  if (!condition) return newPart('all');
  const part = fromCondition(condition);
  return isGroup(part.kind) ? part : newPart('all', [part]);
}

function fromCondition({ kind, key, months, roleId, text, of }: MoveCondition): Part {
  return {
    ...newPart(kind, (of ?? []).map(fromCondition)),
    key: key ?? '',
    months: months === undefined ? '' : String(months),
    roleId: roleId ?? '',
    text: text ?? '',
  };
}

/** What is sent of a part: only what its kind uses. */
export function toCondition({ kind, key, months, roleId, text, of }: Part): MoveCondition {
  switch (kind) {
    case 'accreditation':
    case 'milestone':
      return { kind, key };
    case 'months':
      return { kind, months: Number(months) };
    case 'agreement':
    case 'confirmation':
      return { kind, text, roleId: roleId || undefined };
    case 'requirements':
      return { kind };
    case 'any':
      return { kind, of: of.map(toCondition) };
    default:
      return { kind: 'all', of: of.map(toCondition) };
  }
}

/** What can be seen to be missing without the server: a part whose kind nobody chose, months that are no number. */
export function problemsOf(part: Part, name: string): FieldProblem[] {
  if (part.kind === '') return [{ name: `${name}.kind`, message: 'Choose what is asked, or remove this condition' }];
  if (part.kind === 'months' && !/^[0-9]{1,3}$/.test(part.months.trim())) {
    return [{ name: `${name}.months`, message: 'Enter the months as a number, for example 24' }];
  }
  return part.of.flatMap((inner, index) => problemsOf(inner, `${name}.of[${index}]`));
}
