import { queryOptions } from '@tanstack/react-query';
import { answer, api, taggedAnswer } from '@/api/client';

/** A person with the entity tag that an edit sends back. */
export const taggedPersonQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'tagged'],
    queryFn: () => taggedAnswer(api.GET('/people/{id}', { params: { path: { id } } })),
  });

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: () => answer(api.GET('/teams')),
});

/** Every role that somebody can be appointed to, by title. */
export const roleChoicesQuery = queryOptions({
  queryKey: ['roles', 'choices'],
  staleTime: 5 * 60_000,
  queryFn: () => answer(api.GET('/roles', { params: { query: { sort: 'title', limit: 200 } } })),
});

/** A person's roles of access, those that ended too. */
export const grantsOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ['grants', 'of', personId],
    queryFn: () => answer(api.GET('/grants', { params: { query: { personId, state: 'all', limit: 200 } } })),
  });

/** The forms of the organisation's hospital numbers. */
export const patternsQuery = queryOptions({
  queryKey: ['hospital-number-patterns'],
  queryFn: () => answer(api.GET('/hospital-number-patterns')),
});

/** How a person signs in, for those who manage people. */
export const accountOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'account'],
    queryFn: () => answer(api.GET('/people/{id}/account', { params: { path: { id: personId } } })),
  });
