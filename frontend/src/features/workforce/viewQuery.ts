import { queryOptions } from '@tanstack/react-query';
import { api, taggedAnswer } from '@/api/client';

/** A saved view with the version that was read. */
export const viewQuery = (id: string) =>
  queryOptions({
    queryKey: ['workforce', 'views', 'one', id],
    retry: false,
    queryFn: () => taggedAnswer(api.GET('/workforce/views/{id}', { params: { path: { id } } })),
  });
