import type { RolePathway } from '../types';

export const pathwayCrumb = { label: 'Pathway map', href: '/library/pathway' };

/** A version of the map, as the way up to it. */
export function versionCrumb({ id, number, state }: Pick<RolePathway, 'id' | 'number' | 'state'>) {
  return { label: state === 'draft' ? 'Draft' : `Version ${number}`, href: `/library/pathway/${id}` };
}
