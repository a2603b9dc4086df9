import type { components } from '@/api/schema';
import type { Choice } from '@/design';

type Schemas = components['schemas'];

export type Meeting = Schemas['Appraisal'];
export type Sheet = Schemas['AppraisalSheet'];
export type AgreedAction = Schemas['AgreedAction'];
export type Due = Schemas['AppraisalDue'];

const kinds: Record<Schemas['AppraisalKind'], string> = { one_to_one: 'One-to-one', appraisal: 'Appraisal' };

export function kindWord(kind: Schemas['AppraisalKind']): string {
  return kinds[kind];
}

export const kindChoices: Choice[] = [
  { value: 'one_to_one', label: 'One-to-one' },
  { value: 'appraisal', label: 'Appraisal', hint: 'The yearly conversation; it counts as a one-to-one too' },
];

const sources: Record<Schemas['AgendaSource'], string> = {
  due: 'Due',
  returned: 'Returned',
  gap: 'Gap',
  action: 'Agreed action',
  own: 'Added',
};

/** Where an item of the agenda comes from. */
export function sourceWord(source: Schemas['AgendaSource']): string {
  return sources[source];
}

/** A period as its ISO text, from a number and a unit; undefined when the number is none. */
export function periodOf(count: string, unit: string): string | undefined {
  if (!/^[1-9]\d{0,2}$/.test(count.trim())) return undefined;
  return `P${count.trim()}${unit}`;
}

/** The number and the unit of a simple ISO period: P12M is 12 and M. */
export function partsOfPeriod(iso: string): { count: string; unit: string } {
  const found = /^P(\d+)([YMWD])$/.exec(iso);
  return { count: found?.[1] ?? '', unit: found?.[2] ?? 'M' };
}

export const unitChoices: Choice[] = [
  { value: 'W', label: 'weeks' },
  { value: 'M', label: 'months' },
  { value: 'Y', label: 'years' },
];
