import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

/** One meeting of a person's log; the log is short enough to be read as a whole. */
export const meetingQuery = (personId: string, meetingId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'mentoring', meetingId],
    queryFn: async () => {
      const { items } = await answer(
        api.GET('/people/{id}/mentoring-meetings', { params: { path: { id: personId }, query: { limit: 200 } } }),
      );
      return items.find(({ id }) => id === meetingId) ?? null;
    },
  });
