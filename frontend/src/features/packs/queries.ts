import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { underWay } from './words';

/** A pack; read again every two seconds while a document of it is on its way. */
export const packQuery = (id: string) =>
  queryOptions({
    queryKey: ['packs', id],
    queryFn: () => answer(api.GET('/packs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && underWay(state.data.documents) ? 2000 : false),
  });

export const packContentQuery = (id: string) =>
  queryOptions({
    queryKey: ['packs', id, 'content'],
    staleTime: Infinity,
    queryFn: () => answer(api.GET('/packs/{id}/content', { params: { path: { id } } })),
  });
