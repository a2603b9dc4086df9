import type { Ladder, LadderProfile, LadderRole } from '../types';

/** One band of one family: what stands on it. */
export interface Rung {
  band: string;
  profiles: LadderProfile[];
  roles: LadderRole[];
}

type Family = Ladder['families'][number];

/**
 * What stands on each band of a family. A profile with several bands stands on each of them, so that no band of it looks
 * empty; roles whose band nobody knows stand last, on a rung without a band.
 */
export function rungsOf(bands: Ladder['bands'], { profiles, roles }: Family): Rung[] {
  const rungs = bands.map(({ band }) => ({
    band,
    profiles: profiles.filter((profile) => profile.bands.includes(band)),
    roles: roles.filter((role) => role.band === band),
  }));
  const known = new Set(bands.map(({ band }) => band));
  const unplaced = roles.filter((role) => !known.has(role.band));
  return unplaced.length === 0 ? rungs : [...rungs, { band: '', profiles: [], roles: unplaced }];
}

/** Whether any family has something on a band, or on the rung without one. */
export function bandsShown(ladder: Ladder): string[] {
  const used = new Set(
    ladder.families.flatMap((family) =>
      rungsOf(ladder.bands, family)
        .filter(({ profiles, roles }) => profiles.length + roles.length > 0)
        .map(({ band }) => band),
    ),
  );
  return [...ladder.bands.map(({ band }) => band), ''].filter((band) => used.has(band));
}
