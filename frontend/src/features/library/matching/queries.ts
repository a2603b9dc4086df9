import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

export const matchQuery = (id: string) =>
  queryOptions({
    queryKey: ['job-matches', id],
    queryFn: () => answer(api.GET('/job-matches/{id}', { params: { path: { id } } })),
  });

/** What a panel has before it for one factor. */
export const workbenchQuery = (id: string, no: number) =>
  queryOptions({
    queryKey: ['job-matches', id, 'workbench', no],
    queryFn: () => answer(api.GET('/job-matches/{id}/workbench', { params: { path: { id }, query: { no } } })),
  });

export const consistencyQuery = (id: string) =>
  queryOptions({
    queryKey: ['job-matches', id, 'consistency'],
    queryFn: () => answer(api.GET('/job-matches/{id}/consistency', { params: { path: { id } } })),
  });

export const practitionersQuery = queryOptions({
  queryKey: ['job-match-practitioners'],
  queryFn: () => answer(api.GET('/job-match-practitioners')),
});

export const kpisQuery = queryOptions({
  queryKey: ['job-matches', 'kpis'],
  queryFn: () => answer(api.GET('/job-matches/kpis')),
});
