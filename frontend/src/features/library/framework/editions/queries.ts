import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

/** The largest page that a list gives; no organisation has so many editions. */
const wholeList = 200;

/** The editions of a framework, the newest first; a draft only for those who may edit it. */
export const editionsQuery = (frameworkId: string) =>
  queryOptions({
    queryKey: ['frameworks', frameworkId, 'editions'],
    queryFn: () =>
      answer(
        api.GET('/frameworks/{id}/editions', {
          params: { path: { id: frameworkId }, query: { limit: wholeList, sort: '-number' } },
        }),
      ),
  });

export const editionQuery = (id: string) =>
  queryOptions({
    queryKey: ['editions', id],
    queryFn: () => answer(api.GET('/framework-editions/{id}', { params: { path: { id } } })),
  });

export const differencesQuery = (frameworkId: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['frameworks', frameworkId, 'differences', from, to],
    queryFn: () =>
      answer(api.GET('/frameworks/{id}/differences', { params: { path: { id: frameworkId }, query: { from, to } } })),
  });

/** What rests on a statement: requirements of roles, and claims. */
export const impactQuery = (statementId: string) =>
  queryOptions({
    queryKey: ['statements', statementId, 'impact'],
    queryFn: () => answer(api.GET('/statements/{id}/impact', { params: { path: { id: statementId } } })),
  });

/** The draft of a framework, or null when there is none. */
export function useDraft(frameworkId: string) {
  const list = useQuery(editionsQuery(frameworkId));
  const id = list.data?.items.find(({ state }) => state === 'draft')?.id;
  const draft = useQuery({ ...editionQuery(id ?? ''), enabled: id !== undefined });
  const none = list.data !== undefined && id === undefined;
  return {
    data: none ? null : draft.data,
    error: list.error ?? draft.error,
    isPending: list.isPending || (!none && draft.isPending),
    refetch: () => (list.error ? list.refetch() : draft.refetch()),
  };
}
