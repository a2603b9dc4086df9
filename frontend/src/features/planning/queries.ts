import { queryOptions } from '@tanstack/react-query';
import { answer, api, taggedAnswer } from '@/api/client';

export const forecastQuery = (teamId: string) =>
  queryOptions({
    queryKey: ['workforce', 'forecast', teamId],
    queryFn: () => answer(api.GET('/workforce/forecast', { params: { query: { teamId: teamId || undefined } } })),
    placeholderData: (previous) => previous,
  });

export const planQuery = queryOptions({
  queryKey: ['workforce', 'plan'],
  queryFn: () => taggedAnswer(api.GET('/workforce/plan')),
});

export const scenarioQuery = (id: string) =>
  queryOptions({
    queryKey: ['workforce', 'scenarios', 'one', id],
    queryFn: () => taggedAnswer(api.GET('/workforce/scenarios/{id}', { params: { path: { id } } })),
  });

/** The scenarios to choose from, by name. */
export const scenariosQuery = queryOptions({
  queryKey: ['workforce', 'scenarios', 'choices'],
  queryFn: () => answer(api.GET('/workforce/scenarios', { params: { query: { limit: 200 } } })),
});

export const comparisonQuery = (teamId: string, ids: string[]) =>
  queryOptions({
    queryKey: ['workforce', 'comparison', teamId, ids],
    queryFn: () =>
      answer(api.GET('/workforce/comparison', { params: { query: { teamId: teamId || undefined, with: ids } } })),
    placeholderData: (previous) => previous,
  });

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['workforce', 'reports', 'one', id],
    queryFn: () => taggedAnswer(api.GET('/workforce/reports/{id}', { params: { path: { id } } })),
  });

/** Who may be chosen to get a report. */
export const reportReadersQuery = queryOptions({
  queryKey: ['workforce', 'report-readers'],
  queryFn: () => answer(api.GET('/workforce/report-readers')),
});
