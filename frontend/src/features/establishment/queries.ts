import { queryOptions } from '@tanstack/react-query';
import { answer, api, taggedAnswer } from '@/api/client';

export const establishmentQuery = (teamId: string) =>
  queryOptions({
    queryKey: ['workforce', 'establishment', teamId],
    queryFn: () => answer(api.GET('/workforce/establishment', { params: { query: { teamId: teamId || undefined } } })),
    placeholderData: (previous) => previous,
  });

export const postQuery = (id: string) =>
  queryOptions({
    queryKey: ['workforce', 'establishment', 'posts', id],
    queryFn: () => taggedAnswer(api.GET('/workforce/establishment/posts/{id}', { params: { path: { id } } })),
  });

/** Every team, topmost first. */
export const teamsQuery = queryOptions({ queryKey: ['teams'], queryFn: () => answer(api.GET('/teams')) });

/** Every role that posts can be funded for, by title. */
export const rolesQuery = queryOptions({
  queryKey: ['roles', 'choices'],
  staleTime: 5 * 60_000,
  queryFn: () => answer(api.GET('/roles', { params: { query: { sort: 'title', limit: 200 } } })),
});
