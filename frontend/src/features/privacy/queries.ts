import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

export const noticeQuery = queryOptions({
  queryKey: ['privacy-notice'],
  queryFn: () => answer(api.GET('/privacy-notice')),
});

/** The copies that one asked for; read again every two seconds while one is being made. */
export const archivesQuery = queryOptions({
  queryKey: ['subject-archives'],
  queryFn: () => answer(api.GET('/subject-archives', { params: { query: { limit: 200 } } })),
  refetchInterval: ({ state }) => (state.data?.items.some((archive) => archive.state === 'making') ? 2000 : false),
});

export const rulesQuery = queryOptions({
  queryKey: ['retention-rules'],
  queryFn: () => answer(api.GET('/retention-rules')),
});

/** What a run on a day would remove. */
export const previewQuery = (on: string) =>
  queryOptions({
    queryKey: ['retention-preview', on],
    queryFn: () => answer(api.GET('/retention-preview', { params: { query: { on: on || undefined } } })),
  });

/** The newest runs; read again every two seconds while one is on its way. */
export const runsQuery = queryOptions({
  queryKey: ['retention-runs'],
  queryFn: () => answer(api.GET('/retention-runs')),
  refetchInterval: ({ state }) => (state.data?.items.some((run) => run.state === 'running') ? 2000 : false),
});

export const holdsQuery = queryOptions({
  queryKey: ['legal-holds'],
  queryFn: () => answer(api.GET('/legal-holds', { params: { query: { limit: 200 } } })),
});
