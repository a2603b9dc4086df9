import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

/** The largest page that a list gives. */
const wholeList = 200;

export const roleVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['roles', id, 'versions'],
    queryFn: () => answer(api.GET('/roles/{id}/versions', { params: { path: { id }, query: { limit: wholeList } } })),
  });

export const roleVersionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['roles', id, 'versions', version],
    queryFn: () => answer(api.GET('/roles/{id}/versions/{version}', { params: { path: { id, version } } })),
  });

export const roleDifferencesQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['roles', id, 'differences', from, to],
    queryFn: () => answer(api.GET('/roles/{id}/differences', { params: { path: { id }, query: { from, to } } })),
  });

export const comparisonQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['roles', 'comparison', from, to],
    enabled: from !== '' && to !== '',
    queryFn: () => answer(api.GET('/roles/comparison', { params: { query: { from, to } } })),
  });
