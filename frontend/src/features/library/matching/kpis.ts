// The job evaluation figures, and the roles behind each of them.
import type { BandKpis, KpiRole } from './types';

/** The figures of a band, by the names under which the API gives them. */
export const figures = [
  'inUse',
  'reviewed12Months',
  'reviewed3Years',
  'up',
  'down',
  'unchanged',
  'noComparison',
] as const satisfies (keyof BandKpis)[];

export type Figure = (typeof figures)[number];

export const figureWords: Record<Figure, { short: string; long: string }> = {
  inUse: { short: 'In use', long: 'Job descriptions in use' },
  reviewed12Months: { short: 'Reviewed in 12 months', long: 'Reviewed in the last 12 months' },
  reviewed3Years: { short: 'Reviewed in 3 years', long: 'Reviewed in the last 3 years' },
  up: { short: 'Up', long: 'Outcome a higher band' },
  down: { short: 'Down', long: 'Outcome a lower band' },
  unchanged: { short: 'Unchanged', long: 'Outcome the same band' },
  noComparison: { short: 'No comparison', long: 'Reviewed, nothing to compare the band with' },
};

/** A figure that an address names; those in use for any other word. */
export function figureFrom(text: string): Figure {
  return figures.find((figure) => figure === text) ?? 'inUse';
}

/** How an address names the band that nobody knows. */
export const unknownBand = 'unknown';

/** Whether a figure counts a role. */
function counts(figure: Figure, role: KpiRole): boolean {
  switch (figure) {
    case 'inUse':
      return true;
    case 'reviewed12Months':
      return role.reviewed12Months;
    case 'reviewed3Years':
      return role.reviewed3Years;
    case 'noComparison':
      return role.change === 'no_comparison';
    default:
      return role.change === figure;
  }
}

/** The roles that a figure counts; of one band, or of all where none is named. */
export function rolesBehind(roles: KpiRole[], figure: Figure, band: string): KpiRole[] {
  return roles.filter(
    (role) => counts(figure, role) && (band === '' || role.band === (band === unknownBand ? '' : band)),
  );
}

/** The page of the roles behind a figure of a band; of all bands where it is undefined. */
export function figurePath(figure: Figure, band?: string): string {
  const query = new URLSearchParams({ figure });
  if (band !== undefined) query.set('band', band === '' ? unknownBand : band);
  return `/job-matches/figures/roles?${query.toString()}`;
}
