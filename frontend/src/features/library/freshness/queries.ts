import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { libraryCrumb } from '../words';

export type FreshnessRule = components['schemas']['FreshnessRule'];
export type EndedFreshnessRule = components['schemas']['EndedFreshnessRule'];
export type ClassificationEdition = components['schemas']['ClassificationEdition'];

export const freshnessPath = '/library/freshness';
export const freshnessCrumbs = [libraryCrumb, { label: 'What stays fresh, and how long', href: freshnessPath }];

export const freshnessRulesQuery = queryOptions({
  queryKey: ['freshness-rules'],
  queryFn: () => answer(api.GET('/freshness-rules')),
});

export const classificationEditionsQuery = queryOptions({
  queryKey: ['classification-editions'],
  queryFn: () => answer(api.GET('/classification-editions')),
});

export const classificationEditionQuery = (id: string) =>
  queryOptions({
    queryKey: ['classification-editions', id],
    queryFn: () => answer(api.GET('/classification-editions/{id}', { params: { path: { id } } })),
  });

/** Every statement in force of every framework, page after page. */
export const everyStatementQuery = queryOptions({
  queryKey: ['frameworks', 'statements', 'every'],
  staleTime: 5 * 60_000,
  queryFn: async () => {
    const { items } = await answer(api.GET('/frameworks', {}));
    const lists = await Promise.all(items.map(({ id }) => statementsOf(id)));
    return lists.flat();
  },
});

async function statementsOf(id: string): Promise<components['schemas']['Statement'][]> {
  const found: components['schemas']['Statement'][] = [];
  let cursor: string | undefined;
  do {
    const page = await answer(api.GET('/frameworks/{id}/statements', { params: { path: { id }, query: { limit: 200, cursor } } }));
    found.push(...page.items);
    cursor = page.next || undefined;
  } while (cursor !== undefined);
  return found;
}
