import type { components } from '@/api/schema';
import type { Crumb, SubPage } from '@/design';

export const organisationCrumb: Crumb = { label: 'Organisation', href: '/organisation' };

const here = 'Where we are';
const going = 'Where we are going';
const checks = 'Checks';

export const organisationPages: SubPage[] = [
  { label: 'Numbers', href: '/organisation', group: here },
  { label: 'Readiness', href: '/organisation/readiness', group: here },
  { label: 'Heat map', href: '/organisation/heat-map', group: here },
  { label: 'Single points', href: '/organisation/single-points', group: here },
  { label: 'Establishment', href: '/organisation/establishment', group: here },
  { label: 'Pipeline', href: '/organisation/pipeline', group: going },
  { label: 'Expiries', href: '/organisation/expiries', group: going, withBelow: true },
  { label: 'Succession', href: '/organisation/succession', group: going },
  { label: 'Planning', href: '/organisation/planning', group: going },
  { label: 'Assurance', href: '/organisation/assurance', group: checks },
  { label: 'Appraisals', href: '/organisation/appraisals', group: checks },
];

/** The page that lists those whom a number counts. */
export function peoplePath(filter: string): string {
  return filter === '' ? '/people' : `/people?${filter}`;
}

/** A page about the organisation, narrowed to the team that is chosen. */
export function organisationPath(page: string, teamId: string): string {
  return `/organisation/${page}${teamId === '' ? '' : `?teamId=${teamId}`}`;
}

/** A whole-time equivalent as people read it: "17.2 WTE". */
export function wteWords(wte: number): string {
  return `${Number(wte.toFixed(2))} WTE`;
}

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** How far a cell of the heat map is met, in four steps; none where nothing is required. */
export function shareOf({ required, met }: { required: number; met: number }): 'none' | 'low' | 'half' | 'high' | 'all' {
  if (required === 0) return 'none';
  const share = met / required;
  if (share === 1) return 'all';
  if (share >= 0.75) return 'high';
  if (share >= 0.4) return 'half';
  return 'low';
}

/** How far somebody is ahead of the days planned for a stage, or behind them. */
export function aheadWords({ days, planned, onLeave }: { days: number; planned?: number; onLeave: boolean }): string {
  if (onLeave) return 'On leave';
  if (planned === undefined) return 'No plan for it';
  if (days <= planned) return days === planned ? 'On plan' : `${counted(planned - days, 'day')} left`;
  return `${counted(days - planned, 'day')} behind`;
}

/** The pages that can be saved as a view, as people call them. */
export const viewPages: Record<components['schemas']['SavedView']['page'], string> = {
  readiness: 'Readiness',
  people: 'People',
  'heat-map': 'Heat map',
  'single-points': 'Single points of failure',
  succession: 'Succession',
  expiries: 'Expiries',
};

/** What an address asks to save: a page with its choices and its search; undefined when it names no page. */
export function chosenOf(params: URLSearchParams): Omit<components['schemas']['NewSavedView'], 'name'> | undefined {
  const page = (Object.keys(viewPages) as (keyof typeof viewPages)[]).find((one) => one === params.get('page'));
  if (page === undefined) return undefined;
  const filters = new URLSearchParams(params);
  filters.delete('page');
  filters.delete('q');
  return { page, filters: filters.toString(), search: params.get('q') ?? undefined };
}
