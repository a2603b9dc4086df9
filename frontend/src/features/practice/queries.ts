import { queryOptions } from '@tanstack/react-query';
import { answer, api, taggedAnswer } from '@/api/client';

export const auditQuery = (id: string) =>
  queryOptions({
    queryKey: ['coding-audits', id],
    queryFn: () => taggedAnswer(api.GET('/coding-audits/{id}', { params: { path: { id } } })),
  });

export const errorKeysQuery = queryOptions({
  queryKey: ['audit-error-keys'],
  staleTime: Infinity,
  queryFn: () => answer(api.GET('/audit-error-keys')),
});

export const targetsQuery = queryOptions({
  queryKey: ['coding-targets'],
  queryFn: () => answer(api.GET('/coding-targets')),
});

export const thresholdsQuery = queryOptions({
  queryKey: ['accuracy-thresholds'],
  queryFn: () => answer(api.GET('/accuracy-thresholds')),
});
