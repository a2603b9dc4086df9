// What the national profiles say at a level. They share most descriptors, so each stands once with those who use it.
import type { ProfileLevelText } from './types';

export interface Descriptor {
  text: string;
  /** The titles of the profiles that describe the level so. */
  profiles: string[];
  /** Whether all of them have a range of levels here. */
  ranged: boolean;
}

/**
 * The different descriptors at a level: those of profiles that stand at this level alone first, since a
 * range describes several levels at once; then the commonest.
 */
export function descriptorsOf(texts: ProfileLevelText[]): Descriptor[] {
  const found = new Map<string, Descriptor>();
  for (const { descriptor, title, levelMin, levelMax } of texts) {
    const text = descriptor.trim();
    if (text === '') continue;
    const key = text.toLowerCase().replaceAll(/[\s.;,]+/g, ' ').trim();
    const known = found.get(key);
    const ranged = levelMin !== levelMax;
    if (known) {
      known.profiles.push(title);
      known.ranged &&= ranged;
    } else found.set(key, { text, profiles: [title], ranged });
  }
  return [...found.values()].sort(
    (a, b) => Number(a.ranged) - Number(b.ranged) || b.profiles.length - a.profiles.length,
  );
}
