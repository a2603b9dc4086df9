import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { useDone } from '@/design';
import { newestFirst } from '../newestFirst';
import { type TrainingVersion, versionHome } from './words';

/** Saves a part of a draft and goes back to it, saying how many problems are left. */
export function useSave<Body>(version: TrainingVersion, saved: string, send: (body: Body, key: string) => Promise<TrainingVersion>) {
  const done = useDone();
  const refresh = useRefresh();
  return useSubmission({
    send: (body: Body, key) => newestFirst(send(body, key), refresh),
    done: async ({ problems }) => {
      await refresh();
      const left = problems.length === 0 ? '' : ` ${problems.length === 1 ? '1 problem is' : `${problems.length} problems are`} left to mend.`;
      await done(versionHome(version.ref.id), `${saved}${left}`);
    },
  });
}

/** The header and path of an edit of the draft. */
export const editing = (version: TrainingVersion) => ({
  path: { id: version.ref.id },
  header: { 'If-Match': `"${version.version}"` },
});
