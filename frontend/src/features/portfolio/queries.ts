import { queryOptions } from '@tanstack/react-query';
import { answer, api, taggedAnswer } from '@/api/client';

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['evidence', id],
    queryFn: () => taggedAnswer(api.GET('/evidence/{id}', { params: { path: { id } } })),
  });

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['evidence-drafts', id],
    queryFn: () => taggedAnswer(api.GET('/evidence-drafts/{id}', { params: { path: { id } } })),
    staleTime: 0,
  });

export const draftsQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'evidence-drafts'],
    queryFn: () =>
      answer(api.GET('/people/{id}/evidence-drafts', { params: { path: { id: personId }, query: { limit: 50 } } })),
  });

/** The forms of hospital numbers, for the look at patients' data before anything is kept in the browser. */
export const patientPatternsQuery = queryOptions({
  queryKey: ['hospital-number-patterns'],
  staleTime: 30 * 60_000,
  queryFn: () => answer(api.GET('/hospital-number-patterns', {})),
});

export const versionsQuery = (evidenceId: string) =>
  queryOptions({
    queryKey: ['evidence', evidenceId, 'versions'],
    queryFn: () => answer(api.GET('/evidence/{id}/versions', { params: { path: { id: evidenceId } } })),
  });

export const suggestionsQuery = (evidenceId: string) =>
  queryOptions({
    queryKey: ['evidence', evidenceId, 'suggestions'],
    queryFn: () => answer(api.GET('/evidence/{id}/suggestions', { params: { path: { id: evidenceId } } })),
  });

/** A person's showcase in its order. */
export const showcaseQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'showcase'],
    queryFn: () =>
      answer(
        api.GET('/people/{id}/evidence', {
          params: { path: { id: personId }, query: { showcased: true, sort: '-showcased', limit: 50 } },
        }),
      ),
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
