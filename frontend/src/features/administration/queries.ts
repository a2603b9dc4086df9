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

/** Who a person is at the organisation's providers, and who asks to be linked. */
export const identitiesOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'identities'],
    queryFn: () => answer(api.GET('/people/{id}/identities', { params: { path: { id: personId } } })),
  });

/** The organisation's own sign-in providers. */
export const signInProvidersQuery = queryOptions({
  queryKey: ['sign-in-providers'],
  queryFn: () => answer(api.GET('/sign-in-providers')),
});

export const signInProviderQuery = (id: string) =>
  queryOptions({
    queryKey: ['sign-in-providers', id],
    queryFn: () => taggedAnswer(api.GET('/sign-in-providers/{id}', { params: { path: { id } } })),
  });
