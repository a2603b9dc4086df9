import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Reads everything in sight again after a change, so that every page shows what changed. */
export function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(() => queryClient.invalidateQueries(), [queryClient]);
}
