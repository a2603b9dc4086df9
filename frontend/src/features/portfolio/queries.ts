import { queryOptions } from '@tanstack/react-query';
import { answer, api, taggedAnswer } from '@/api/client';

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['evidence', id],
    queryFn: () => taggedAnswer(api.GET('/evidence/{id}', { params: { path: { id } } })),
  });

export const claimQuery = (id: string) =>
  queryOptions({
    queryKey: ['claims', id],
    queryFn: () => taggedAnswer(api.GET('/claims/{id}', { params: { path: { id } } })),
  });

/** All of a person's evidence that a claim can choose from. */
export const evidenceChoicesQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'evidence', 'choices'],
    queryFn: () =>
      answer(
        api.GET('/people/{id}/evidence', {
          params: { path: { id: personId }, query: { limit: 200, sort: '-happenedOn' } },
        }),
      ),
  });

/** The queue of claims in its usual order, for going from one to the next. */
export const reviewOrderQuery = queryOptions({
  queryKey: ['reviews', 'order'],
  queryFn: () => answer(api.GET('/reviews', { params: { query: { limit: 200 } } })),
});

/** How many approved claims rest on a statement whose meaning was changed since. */
export const claimsToConfirmQuery = queryOptions({
  queryKey: ['confirmations', 'claims', 'count'],
  queryFn: () => answer(api.GET('/confirmations/claims', { params: { query: { limit: 1 } } })),
});

/** Every statement of every framework, for those who claim more than their role asks for. */
export const allStatementsQuery = queryOptions({
  queryKey: ['frameworks', 'statements'],
  staleTime: 5 * 60_000,
  queryFn: async () => {
    const { items } = await answer(api.GET('/frameworks', {}));
    const pages = await Promise.all(
      items.map(({ id }) =>
        answer(api.GET('/frameworks/{id}/statements', { params: { path: { id }, query: { limit: 200 } } })),
      ),
    );
    return pages.flatMap((page) => page.items);
  },
});
