import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '@/api/problem';
import { meQuery } from '@/session/queries';

/** Asking again helps when the server was busy or away, or had been asked too fast; never when it said no. */
export function worthAnotherTry(count: number, error: Error): boolean {
  if (error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429) return false;
  return count < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthAnotherTry, staleTime: 10_000 },
  },
  queryCache: new QueryCache({
    onError: (error) => {
      // The session ended meanwhile: the shell sees it and asks to sign in again.
      if (error instanceof ApiProblem && error.status === 401) queryClient.setQueryData(meQuery.queryKey, null);
    },
  }),
});
