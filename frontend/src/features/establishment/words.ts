import type { components } from '@/api/schema';

export type Establishment = components['schemas']['Establishment'];
export type Figures = components['schemas']['EstablishmentFigures'];
export type Band = components['schemas']['EstablishmentBand'];
export type TeamRole = components['schemas']['EstablishmentTeamRole'];
export type Post = components['schemas']['EstablishmentPost'];
export type PostContent = components['schemas']['EstablishmentPostContent'];
type Range = components['schemas']['PayRange'];

export const home = '/organisation/establishment';
export const entries = `${home}/entries`;

/** Pounds to the pound: "£28,392". */
export function pounds(amount: number): string {
  return `£${amount.toLocaleString('en-GB')}`;
}

/** "£28,392 to £31,157", the one amount where both ends are the same, a dash for nothing. */
export function rangeWords({ low, high }: Range): string {
  if (high === 0) return '–';
  return low === high ? pounds(low) : `${pounds(low)} to ${pounds(high)}`;
}

/** A band as people say it; trainees stand for the band that they train for. */
export function bandWords({ band, annex21 }: { band: string; annex21: boolean }): string {
  if (annex21) return `Annex 21 trainees for band ${band}`;
  return band === '' ? 'No band' : `Band ${band}`;
}

/** Whole-time equivalents with two places at most; a dash for none where that is good news. */
export function wte(value: number, none = '0'): string {
  return value === 0 ? none : String(Number(value.toFixed(2)));
}

/** What is vacant or over, in one sentence. */
export function sentenceOf({ established, inPost, vacancy, over }: Figures): string {
  const parts = [
    ...(vacancy > 0 ? [`${wte(vacancy)} WTE vacant`] : []),
    ...(over > 0 ? [`${wte(over)} WTE over the establishment`] : []),
  ];
  const rest = parts.length === 0 ? 'nothing is vacant and nobody is over' : parts.join(', ');
  return `${wte(established)} WTE are funded and ${wte(inPost)} WTE in post: ${rest}.`;
}

/** The posts that are chosen: those with a vacancy, those over the establishment, either of them, or all. */
export function postsOf(posts: TeamRole[], only: string): TeamRole[] {
  return posts.filter(({ figures: { vacancy, over } }) => {
    if (only === 'all') return true;
    return (only !== 'over' && vacancy > 0) || (only !== 'vacant' && over > 0);
  });
}
