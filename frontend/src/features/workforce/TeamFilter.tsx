import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { FilterSelect, useFilter } from '@/design';

/** Narrows a page to one team and the teams below it; the choice stands in the address. */
export function TeamFilter() {
  const [team, setTeam] = useFilter('teamId');
  const { data: teams } = useQuery({ queryKey: ['teams'], queryFn: () => answer(api.GET('/teams')), staleTime: 60_000 });
  return (
    <FilterSelect
      label="Team"
      value={team}
      onChange={setTeam}
      choices={[
        { value: '', label: 'All' },
        ...(teams?.items ?? []).map(({ id, name, depth }) => ({
          value: id,
          label: `${'\u00a0'.repeat(depth * 3)}${name}`,
        })),
      ]}
    />
  );
}
