import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Loaded, useDone } from '@/design';
import { previewQuery } from './queries';
import { count, type Preview } from './words';

/** Asks before a run, which cannot be undone. */
export function RunPage() {
  const [params] = useSearchParams();
  const mark = params.get('mark') ?? '';
  const query = useQuery(previewQuery(''));
  return (
    <Loaded query={query} what="what would be removed">
      {(preview) => <Asking preview={preview} mark={mark} />}
    </Loaded>
  );
}

function Asking({ preview, mark }: { preview: Preview; mark: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(api.POST('/retention-runs', { params: { header: { 'Idempotency-Key': key } }, body: { mark } })),
    done: async () => {
      await refresh();
      await done('/administration/retention', 'The run has begun. Its end stands below.');
    },
  });
  const leavers = preview.leavers.filter(({ held }) => !held).length;
  const rows = preview.kinds.reduce((sum, kind) => sum + kind.rows, 0);
  return (
    <Confirm
      {...state}
      question="Remove these records?"
      confirm="Remove them for good"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without removing anything', href: '/administration/retention/preview' }}
    >
      <p>
        The name, address, words and files of {count(leavers, 'person who left', 'people who left')} go, and{' '}
        {count(rows, 'other entry', 'other entries')}. Counts of the past stay what they are. It cannot be undone.
      </p>
      <p>If somebody’s record is needed for a claim or a case, place a legal hold first.</p>
    </Confirm>
  );
}
