import type { paths } from '@/api/schema';

type Query = NonNullable<paths['/workforce/people']['get']['parameters']['query']>;

/** The parts of the address that narrow the list; they have the API's own names, so that its links fit. */
const names = [
  'state',
  'stage',
  'band',
  'pay',
  'teamId',
  'teamAlone',
  'roleId',
  'managerId',
  'missingStatementId',
  'statementId',
  'code',
  'level',
  'aspectOf',
  'standing',
] as const;

/** What the address asks of the list. */
export function filterOf(params: URLSearchParams): Query {
  const filter: Record<string, string | number | boolean> = {};
  for (const name of names) {
    const value = params.get(name);
    if (value === null || value === '') continue;
    if (name === 'level') filter[name] = Number(value);
    else if (name === 'teamAlone') filter[name] = value === 'true';
    else filter[name] = value;
  }
  return filter;
}

/** The address without any of the list's narrowing, its search and sort kept. */
export function withoutFilter(params: URLSearchParams): URLSearchParams {
  const left = new URLSearchParams(params);
  for (const name of names) left.delete(name);
  return left;
}

export const stateChoices = [
  { value: '', label: 'Everybody' },
  { value: 'overdue', label: 'Something is overdue' },
  { value: 'due_soon', label: 'Something is due soon' },
  { value: 'waiting', label: 'Something waits for a decision' },
  { value: 'waiting_review', label: 'A claim waits for review' },
  { value: 'waiting_sign_off', label: 'A record waits for sign-off' },
  { value: 'returned', label: 'A claim was returned' },
  { value: 'on_road', label: 'On the road to ACC' },
  { value: 'accredited', label: 'Accredited' },
  { value: 'expiring', label: 'Refresher due within 12 months' },
  { value: 'lapsed', label: 'Refresher overdue' },
  { value: 'on_leave', label: 'On leave' },
  { value: 'gap', label: 'A requirement is not met' },
];

/** How people stand towards what their role asks for as essential. */
const towards: Record<string, string> = {
  required: 'whose role asks for something',
  met: 'who meet something that their role asks for',
  claimed: 'who have claimed something that their role asks for',
  partly: 'who are approved at a lower level than their role asks for something',
  missing: 'for whom something is missing that their role asks for',
  lacking: 'who do not meet all that their role asks for',
};

/** The statement that narrows the list, by itself or by its aspect. */
export function statementOf(params: URLSearchParams): string {
  return params.get('statementId') ?? params.get('missingStatementId') ?? params.get('aspectOf') ?? '';
}

/** In words, what narrows the list beyond the choices above it. */
export function furtherFilter(params: URLSearchParams): string {
  const sentences: string[] = [];
  const code = params.get('code');
  const level = params.get('level');
  const standing = params.get('standing') ?? '';
  if (code) sentences.push(`${towards[standing] ?? towards.lacking} in ${code}${level ? ` at level ${level}` : ''}`);
  if (params.get('aspectOf')) sentences.push(`${towards[standing] ?? towards.lacking} in one aspect`);
  if (params.get('missingStatementId')) sentences.push('who do not meet one statement that their role asks for');
  if (params.get('statementId')) sentences.push(`${towards[standing] ?? towards.required}, in one statement`);
  if (params.get('roleId')) sentences.push('who are appointed to one role');
  const band = params.get('band');
  const trainees = params.get('pay') === 'annex21';
  if (trainees) sentences.push(`paid by Annex 21 as trainees${band ? ` for band ${band}` : ''}`);
  else if (band) sentences.push(`in band ${band}`);
  if (params.get('teamAlone') === 'true') sentences.push('of the team itself, without the teams below it');
  return sentences.length === 0 ? '' : `Only those ${sentences.join(', and ')}.`;
}
