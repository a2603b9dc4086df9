import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

export const courseQuery = (id: string) =>
  queryOptions({
    queryKey: ['courses', id],
    queryFn: () => answer(api.GET('/courses/{id}', { params: { path: { id } } })),
  });

export const cohortsQuery = queryOptions({ queryKey: ['cohorts'], queryFn: () => answer(api.GET('/cohorts')) });
