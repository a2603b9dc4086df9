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

export interface QueueFilter {
  q?: string;
  personId?: string;
  teamId?: string;
  code?: string;
  over?: boolean;
  mine?: boolean;
  unanswered?: boolean;
  sort?: string;
}

/** What narrows the queue, as it stands in a page's address; so a review goes on within the same part of the queue. */
export function queueFilterOf(params: URLSearchParams): QueueFilter {
  const text = (name: string) => params.get(name) ?? undefined;
  const show = params.get('show');
  return {
    q: text('q'),
    personId: text('personId'),
    teamId: text('team'),
    code: text('code'),
    over: show === 'over' || undefined,
    mine: show === 'mine' || undefined,
    unanswered: show === 'unanswered' || undefined,
    sort: text('sort'),
  };
}

/** The queue of claims in the order of its page, for going from one to the next. */
export const reviewOrderQuery = (filter: QueueFilter) =>
  queryOptions({
    queryKey: ['reviews', 'order', filter],
    queryFn: () => answer(api.GET('/reviews', { params: { query: { ...filter, limit: 200 } } })),
  });

export const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: ['claims', id, 'messages'],
    queryFn: () => answer(api.GET('/claims/{id}/messages', { params: { path: { id } } })),
  });

export const rolesQuery = queryOptions({
  queryKey: ['roles', 'all'],
  staleTime: 5 * 60_000,
  queryFn: () => answer(api.GET('/roles', { params: { query: { limit: 200 } } })),
});

export const roleQuery = (id: string) =>
  queryOptions({
    queryKey: ['roles', id, 'specification'],
    staleTime: 60_000,
    queryFn: () => answer(api.GET('/roles/{id}', { params: { path: { id } } })),
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

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  staleTime: 60_000,
  queryFn: () => answer(api.GET('/teams')),
});

/** The approvals that wait for one's second look, or those that one has judged. */
export const moderationQuery = (id: string) =>
  queryOptions({
    queryKey: ['moderations', id],
    queryFn: () => answer(api.GET('/moderations/{id}', { params: { path: { id } } })),
  });

export const agreementQuery = queryOptions({
  queryKey: ['moderation', 'agreement'],
  queryFn: () => answer(api.GET('/moderation-agreement', { params: { query: {} } })),
});

export const reviewRulesQuery = queryOptions({
  queryKey: ['moderation', 'rules'],
  queryFn: () => answer(api.GET('/review-rules')),
});
