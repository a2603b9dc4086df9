/** A range of points and its name. */
export interface ScoreRange {
  key: string;
  label: string;
  min: number;
  max: number;
}

/** A range and the limits of a band within which it is drawn. */
export interface LimitedRange extends ScoreRange {
  limits: { min: number; max: number };
}

/**
 * Gives the place of a number of points between 0 and 100, so that all the ranges fit with a
 * twentieth of their width free at both ends.
 */
export function scale(ranges: ScoreRange[]): (points: number) => number {
  const least = Math.min(...ranges.map(({ min }) => min));
  const most = Math.max(...ranges.map(({ max }) => max));
  const free = Math.max((most - least) / 18, 1);
  const width = most - least + 2 * free;
  return (points) => ((points - least + free) / width) * 100;
}
