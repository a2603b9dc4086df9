// Where the pages of a framework are.
import type { Crumb } from '@/design';
import { libraryCrumb } from '../words';

const base = (frameworkId: string) => `/library/frameworks/${frameworkId}`;

export const skillPath = (frameworkId: string, code: string) => `${base(frameworkId)}/skills/${code}`;

export const levelPath = (frameworkId: string, code: string, level: number) =>
  `${skillPath(frameworkId, code)}/levels/${level}`;

export const comparePath = (frameworkId: string, code: string, from: number, to: number) =>
  `${skillPath(frameworkId, code)}/compare?from=${from}&to=${to}`;

export const editionsPath = (frameworkId: string) => `${base(frameworkId)}/editions`;

export const editionPath = (frameworkId: string, number: number) => `${editionsPath(frameworkId)}/${number}`;

export const contentsPath = (frameworkId: string, number: number) => `${editionPath(frameworkId, number)}/statements`;

export const differencesPath = (frameworkId: string, from: number, to: number) =>
  `${editionsPath(frameworkId)}/differences?from=${from}&to=${to}`;

/** A page of the draft, of which a framework has at most one. */
export const draftPath = (frameworkId: string, page: string) => `${base(frameworkId)}/draft/${page}`;

export const exchangePath = (frameworkId: string) => `${base(frameworkId)}/exchange`;

export const statementPath = (statementId: string) => `/library/statements/${statementId}`;

export const skillsCrumb: Crumb = { label: 'Skills', href: '/library/skills' };

export function skillCrumbs({ frameworkId, code, skill }: { frameworkId: string; code: string; skill: string }): Crumb[] {
  return [libraryCrumb, skillsCrumb, { label: `${skill} (${code})`, href: skillPath(frameworkId, code) }];
}

/** The way up from an edition, or from a page of the draft. */
export function editionCrumbs(frameworkId: string, above: Crumb[] = []): Crumb[] {
  return [libraryCrumb, skillsCrumb, { label: 'Editions', href: editionsPath(frameworkId) }, ...above];
}
