// National profiles beside each other: which stand there, and what changes from the first to each of the others.
import { type Piece, plain, wordsApart } from '@/design';
import type { JobProfile, ProfileFactor } from '../types';
import { sentence } from '../words';

/** Two profiles make a comparison; more than four cannot be read beside each other. */
export const mostProfiles = 4;

/** The profiles that an address names, each once, at most {@link mostProfiles}. */
export function chosenIn(params: URLSearchParams): string[] {
  return [...new Set(params.getAll('id').filter((id) => id !== ''))].slice(0, mostProfiles);
}

/** The part of an address that names these profiles, in this order. */
export function addressOf(ids: string[]): string {
  return new URLSearchParams(ids.map((id) => ['id', id])).toString();
}

/** The same profiles with one of them first; the others keep their order. */
export function withFirst(ids: string[], first: string): string[] {
  return ids.includes(first) ? [first, ...ids.filter((id) => id !== first)] : ids;
}

/** By how many points something is more (or, below zero, less) than in the first profile. */
export interface PointsApart {
  /** Between the lowest ends of the two ranges. */
  lowest: number;
  /** Between the highest ends. */
  highest: number;
}

/** One profile's side of a factor, seen from the first profile. */
export interface FactorSide {
  profileId: string;
  factor: ProfileFactor;
  /** Absent for the first profile itself. */
  apart?: PointsApart;
  /** Whether level or option letters are others than the first profile's. */
  levelDiffers: boolean;
  textDiffers: boolean;
  descriptor: Piece[];
  example: Piece[];
}

/** A factor across the profiles that are compared. */
export interface FactorRow {
  no: number;
  name: string;
  sides: FactorSide[];
  levelDiffers: boolean;
  textDiffers: boolean;
}

/** What of a comparison is in sight. */
export type Shown = 'differences' | 'levels' | 'all';

/** How many factors differ in what. */
export interface DifferenceCount {
  levels: number;
  onlyWords: number;
  nothing: number;
}

/** The 16 factors across two to four profiles, each seen from the first. */
export function compareFactors(profiles: JobProfile[]): FactorRow[] {
  const [first, ...others] = profiles;
  if (first === undefined) return [];
  return first.factors.map((base) => {
    const pairs = others.flatMap((profile) => {
      const factor = profile.factors.find(({ no }) => no === base.no);
      return factor ? [{ profileId: profile.id, factor }] : [];
    });
    // With two profiles the words are marked in both; with more, the first is what the others are read against.
    const alone = pairs.length === 1 ? pairs[0]?.factor : undefined;
    const sides = [
      {
        profileId: first.id,
        factor: base,
        levelDiffers: false,
        textDiffers: false,
        descriptor: alone ? wordsApart(base.descriptor, alone.descriptor).first : plain(base.descriptor),
        example: alone ? wordsApart(wordsOf(base), wordsOf(alone)).first : plain(wordsOf(base)),
      },
      ...pairs.map(({ profileId, factor }) => sideOf(profileId, factor, base)),
    ];
    return {
      no: base.no,
      name: base.name,
      sides,
      levelDiffers: sides.some(({ levelDiffers }) => levelDiffers),
      textDiffers: sides.some(({ textDiffers }) => textDiffers),
    };
  });
}

function sideOf(profileId: string, factor: ProfileFactor, base: ProfileFactor): FactorSide {
  return {
    profileId,
    factor,
    apart: {
      lowest: factor.computedMin - base.computedMin,
      highest: factor.computedMax - base.computedMax,
    },
    levelDiffers:
      factor.levelMin !== base.levelMin ||
      factor.levelMax !== base.levelMax ||
      factor.levelOptions.join(' ') !== base.levelOptions.join(' '),
    textDiffers: factor.descriptor !== base.descriptor || wordsOf(factor) !== wordsOf(base),
    descriptor: wordsApart(base.descriptor, factor.descriptor).other,
    example: wordsApart(wordsOf(base), wordsOf(factor)).other,
  };
}

/** What a row says of the job; the whole row where descriptor and example do not stand apart. */
function wordsOf({ text, descriptor, example }: ProfileFactor): string {
  return descriptor === '' && example === '' ? text : example;
}

export function shownRows(rows: FactorRow[], shown: Shown): FactorRow[] {
  if (shown === 'all') return rows;
  return rows.filter(({ levelDiffers, textDiffers }) => levelDiffers || (shown === 'differences' && textDiffers));
}

export function countDifferences(rows: FactorRow[]): DifferenceCount {
  const levels = rows.filter(({ levelDiffers }) => levelDiffers).length;
  const onlyWords = rows.filter(({ levelDiffers, textDiffers }) => !levelDiffers && textDiffers).length;
  return { levels, onlyWords, nothing: rows.length - levels - onlyWords };
}

/** How far the totals are apart, by the scheme's points. */
export function totalsApart(first: JobProfile, other: JobProfile): PointsApart {
  return { lowest: other.computedMin - first.computedMin, highest: other.computedMax - first.computedMax };
}

/** "9 points more", "The same points", "Lowest 12 points fewer, highest the same points". */
export function apartWords({ lowest, highest }: PointsApart): string {
  if (lowest === highest) return sentence(pointsWords(lowest));
  return `Lowest ${pointsWords(lowest)}, highest ${pointsWords(highest)}`;
}

function pointsWords(points: number): string {
  if (points === 0) return 'the same points';
  const many = Math.abs(points);
  return `${many} ${many === 1 ? 'point' : 'points'} ${points > 0 ? 'more' : 'fewer'}`;
}
