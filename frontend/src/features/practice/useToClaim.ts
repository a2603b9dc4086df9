import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useDone } from '@/design';

/** Goes from evidence that was just made to the claim of the statements that it may show. */
export function useToClaim(): (made: components['schemas']['MadeEvidence']) => Promise<void> {
  const done = useDone();
  const refresh = useRefresh();
  return async ({ evidenceId, statementIds }) => {
    await refresh();
    const chosen = new URLSearchParams([['evidence', evidenceId], ...statementIds.map((id): [string, string] => ['statement', id])]);
    await done(
      `/portfolio/claims/new?${chosen.toString()}`,
      'It is in your portfolio as evidence. Choose what you claim with it; statements that fit are proposed.',
    );
  };
}
