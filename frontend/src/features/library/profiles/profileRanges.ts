// A profile's points as ranges to draw.
import type { LimitedRange } from './scoreScale';
import type { JobProfile } from '../types';
import { bandName } from '../words';

/** The limits of a profile's band, and the profile's own points as printed and by the scheme. */
export function rangesOf(profile: JobProfile): LimitedRange[] {
  const limits = { min: profile.bandMin, max: profile.bandMax };
  return [
    { key: 'band', label: `Limits of ${bandName(profile.band).toLowerCase()}`, ...limits, limits },
    { key: 'stated', label: 'Profile as printed', min: profile.statedMin, max: profile.statedMax, limits },
    { key: 'computed', label: 'Profile by the scheme', min: profile.computedMin, max: profile.computedMax, limits },
  ];
}

/** Several profiles' points by the scheme, each within the limits of its own band. */
export function rangesBeside(profiles: JobProfile[]): LimitedRange[] {
  return profiles.map((profile) => ({
    key: profile.id,
    label: `${profile.title}, ${bandName(profile.band).toLowerCase()} (${profile.bandMin} to ${profile.bandMax})`,
    min: profile.computedMin,
    max: profile.computedMax,
    limits: { min: profile.bandMin, max: profile.bandMax },
  }));
}
