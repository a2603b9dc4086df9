import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

export const courseQuery = (id: string) =>
  queryOptions({
    queryKey: ['courses', id],
    queryFn: () => answer(api.GET('/courses/{id}', { params: { path: { id } } })),
  });

export const cohortsQuery = queryOptions({ queryKey: ['cohorts'], queryFn: () => answer(api.GET('/cohorts')) });

/** Those who work here, for choosing whom to book or to put into a cohort. */
export const staffQuery = queryOptions({
  queryKey: ['people', 'choices'],
  queryFn: () => answer(api.GET('/people', { params: { query: { limit: 200 } } })),
});
