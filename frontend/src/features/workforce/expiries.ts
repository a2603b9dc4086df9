import type { components } from '@/api/schema';

export type Expiry = components['schemas']['Expiry'];
export type ExpiryKind = components['schemas']['ExpiryKind'];
export type ExpiryMonth = components['schemas']['ExpiryMonth'];

/** The kinds as people call them, in the order in which they are shown. */
export const kindWords: Record<ExpiryKind, string> = {
  refresher: 'Refresher',
  certification: 'Certification',
  fixed_term: 'Fixed term',
  planned_leaving: 'Planned leaving',
};

export const kindChoices = [
  { value: '', label: 'All' },
  ...Object.entries(kindWords).map(([value, label]) => ({ value, label })),
];

export const monthChoices = [
  { value: '3', label: '3 months' },
  { value: '6', label: '6 months' },
  { value: '', label: '12 months' },
  { value: '24', label: '24 months' },
  { value: '36', label: '36 months' },
];

/** The kind that an address asks for; undefined for all, and for what is none. */
export function kindOf(text: string): ExpiryKind | undefined {
  return (Object.keys(kindWords) as ExpiryKind[]).find((kind) => kind === text);
}

/** How far ahead an address looks; undefined for as far as is usual. */
export function monthsOf(text: string): 3 | 6 | 12 | 24 | 36 | undefined {
  return ([3, 6, 12, 24, 36] as const).find((months) => String(months) === text);
}

/** Another way to see the expiries, narrowed to the same team, kind and months. */
export function viewPath(path: string, chosen: URLSearchParams): string {
  const asked = keep(chosen).toString();
  return asked === '' ? path : `${path}?${asked}`;
}

function keep(chosen: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams();
  for (const name of ['teamId', 'months', 'kind']) {
    const value = chosen.get(name);
    if (value) asked.set(name, value);
  }
  return asked;
}

/** The list behind a number of the calendar: the same choices, one month or what is overdue, one kind or all. */
export function listPath(chosen: URLSearchParams, month: string | undefined, kind?: ExpiryKind): string {
  const asked = keep(chosen);
  if (kind) asked.set('kind', kind);
  asked.set('status', month === undefined ? 'lapsed' : 'expiring');
  if (month !== undefined) asked.set('month', month);
  return `/organisation/expiries?${asked.toString()}`;
}

/** The page of a person that says more about what falls due or ends: accreditations, or appointments. */
export function reasonPath({ person, kind }: Pick<Expiry, 'person' | 'kind'>, myId: string): string {
  const base = `/people/${person.id}`;
  if (kind === 'fixed_term' || kind === 'planned_leaving') return `${base}/appointments`;
  if (kind === 'certification') return `${base}/accreditations`;
  return person.id === myId ? '/progress' : base;
}

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** "2027-03" as March 2027; the text itself when it is no month. */
export function monthWords(month: string): string {
  const [year = '', number = ''] = month.split('-');
  const name = monthNames[Number(number) - 1];
  return name && /^\d{4}$/.test(year) ? `${name} ${year}` : month;
}
