import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { goesOn } from './words';

/** The newest imports; read again every second while work on one goes on. */
export const importsQuery = queryOptions({
  queryKey: ['staff-imports'],
  queryFn: () => answer(api.GET('/staff-imports')),
  refetchInterval: ({ state }) => (state.data?.items.some(goesOn) ? 1000 : false),
});

/** An import; read again every second while work on it goes on. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['staff-imports', id],
    queryFn: () => answer(api.GET('/staff-imports/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && goesOn(state.data) ? 1000 : false),
  });
