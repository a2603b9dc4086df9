// What the national profiles say at a level. They share most descriptors, so each stands once with those who use it.
import type { ProfileLevelText } from './types';

export interface Descriptor {
  text: string;
  /** The titles of the profiles that describe the level so. */
  profiles: string[];
}

/** The different descriptors at a level, the commonest first. */
export function descriptorsOf(texts: ProfileLevelText[]): Descriptor[] {
  const found = new Map<string, Descriptor>();
  for (const { descriptor, title } of texts) {
    const text = descriptor.trim();
    if (text === '') continue;
    const key = text.toLowerCase().replaceAll(/[\s.;,]+/g, ' ').trim();
    const known = found.get(key);
    if (known) known.profiles.push(title);
    else found.set(key, { text, profiles: [title] });
  }
  return [...found.values()].sort((a, b) => b.profiles.length - a.profiles.length);
}
