import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import type { Me } from './session';

/** Who is signed in, or null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await answer(api.GET('/me'));
    } catch (thrown) {
      if (thrown instanceof ApiProblem && thrown.status === 401) return null;
      throw thrown;
    }
  },
});

/** What the sign-in page offers; in demo mode also the demo people. */
export const sessionOptionsQuery = queryOptions({
  queryKey: ['session-options'],
  staleTime: Infinity,
  queryFn: () => answer(api.GET('/session/options')),
});

/** Drops everything that one person read in this tab, so that the next one cannot see it. */
export function forgetPerson(queryClient: QueryClient): void {
  const shared: unknown[] = [meQuery.queryKey[0], sessionOptionsQuery.queryKey[0]];
  queryClient.removeQueries({ predicate: ({ queryKey }) => !shared.includes(queryKey[0]) });
}
