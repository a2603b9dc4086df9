// Choosing among everybody whom the reader may book onto courses, of whom there may be thousands: the server is asked for what is typed.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useSettled } from '@/design';

/** How many people are offered at once; the others are found by their name. */
const offeredAtOnce = 60;

interface Offered {
  value: string;
  label: string;
  hint?: string;
}

/**
 * What a page needs to have people chosen by name. Those who are chosen stay in sight whatever is typed next; those of without, who are
 * there already, are not offered.
 */
export function useBookablePeople({ at = [], without }: { at?: Offered[]; without?: Set<string> } = {}) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(at);
  const q = useSettled(search.trim());
  const query = useQuery({
    queryKey: ['bookable-people', q],
    queryFn: () => answer(api.GET('/bookable-people', { params: { query: { q, limit: offeredAtOnce } } })),
    placeholderData: keepPreviousData,
  });
  const found = (query.data?.items ?? []).map(({ id, name, team }) => ({ value: id, label: name, hint: team }));
  const taken = new Set(chosen.map(({ value }) => value));
  const here = new Set(found.map(({ value }) => value));
  // Whoever is chosen keeps the place in the list, so that the focus stays where it is.
  const offered: Offered[] = [
    ...chosen.filter(({ value }) => !here.has(value)),
    ...found.filter(({ value }) => taken.has(value) || !without?.has(value)),
  ];
  return {
    query,
    search,
    setSearch,
    offered,
    said: wordsFor(q, found.length, (query.data?.total ?? 0) - found.length),
    chosen: [...taken],
    choose: (values: string[]) => setChosen(offered.filter(({ value }) => values.includes(value))),
  };
}

/** What is said below those who are offered, '' when all are. */
function wordsFor(q: string, found: number, more: number): string {
  if (more > 0) return `${more} more; type a part of the name.`;
  return q !== '' && found === 0 ? `Nobody called “${q}” can be chosen here.` : '';
}
