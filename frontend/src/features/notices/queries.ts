import { queryOptions } from '@tanstack/react-query';
import { answer, api, taggedAnswer } from '@/api/client';
import type { JobState } from './types';

/** The numbers beside the bell. They are asked for again as one moves about, and at most once a minute. */
export const noticeCountQuery = queryOptions({
  queryKey: ['notices', 'count'],
  staleTime: 60_000,
  refetchInterval: 5 * 60_000,
  retry: false,
  queryFn: () => answer(api.GET('/notices/count')),
});

/** How one is reminded, with the tag for a change. */
export const remindersQuery = queryOptions({
  queryKey: ['me', 'reminders'],
  queryFn: () => taggedAnswer(api.GET('/me/reminders')),
});

export const calendarQuery = queryOptions({
  queryKey: ['me', 'calendar'],
  queryFn: () => answer(api.GET('/me/calendar')),
});

export const jobsQuery = (state: JobState) =>
  queryOptions({
    queryKey: ['jobs', state],
    refetchInterval: 15_000,
    queryFn: () => answer(api.GET('/jobs', { params: { query: { state } } })),
  });

export const mailQuery = queryOptions({
  queryKey: ['mail'],
  refetchInterval: 15_000,
  queryFn: () => answer(api.GET('/mail')),
});
