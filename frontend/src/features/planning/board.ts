/** How many scenarios the board has beside today's plan. */
export const mostOnBoard = 4;

/** What an address says of the board: the scenarios that were chosen, none at all, or nothing, which means the newest. */
export function boardOf(text: string): { ids: string[]; none: boolean } {
  if (text === 'none') return { ids: [], none: true };
  const ids = text.split(',').filter((id, i, all) => id !== '' && id !== 'none' && all.indexOf(id) === i);
  return { ids: ids.slice(0, mostOnBoard), none: false };
}

/** Where the board is downloaded, with what was chosen. */
export function boardPath(teamId: string, text: string): string {
  const { ids, none } = boardOf(text);
  const query = new URLSearchParams([
    ...(teamId === '' ? [] : [['teamId', teamId]]),
    ...(none ? [['with', 'none']] : ids.map((id) => ['with', id])),
  ]);
  return `/api/v1/workforce/board${query.size > 0 ? `?${query.toString()}` : ''}`;
}
