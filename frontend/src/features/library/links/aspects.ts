import type { AspectLinkList } from '../types';

/** The aspects of a skill, each once, by name: those that are linked and those that are not. */
export function aspectsOf(list: AspectLinkList | undefined, code: string): string[] {
  if (!list || code === '') return [];
  const names = [...list.items, ...list.unlinked].filter((row) => row.code === code && row.aspect !== '');
  return [...new Set(names.map(({ aspect }) => aspect))].sort((a, b) => a.localeCompare(b, 'en-GB'));
}
