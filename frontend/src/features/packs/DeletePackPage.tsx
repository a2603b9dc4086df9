import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Loaded, longDate, useDone } from '@/design';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { packQuery } from './queries';
import type { Pack } from './words';

export function DeletePackPage() {
  const { packId = '' } = useParams();
  const query = useQuery(packQuery(packId));
  return (
    <Loaded query={query} what="the pack">
      {(pack) => <Asking pack={pack} />}
    </Loaded>
  );
}

function Asking({ pack }: { pack: Pack }) {
  const me = useMe();
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (id: string) => answer(api.DELETE('/packs/{id}', { params: { path: { id } } })),
    done: async () => {
      await done(`${subjectOf(pack.person.id, me.person.id).portfolioPath}/packs`, 'The pack is deleted.');
      await refresh();
    },
  });
  return (
    <Confirm
      {...state}
      question={`Delete the pack ${pack.title}?`}
      confirm="Delete the pack"
      onConfirm={() => void submit(pack.id)}
      back={{ label: 'Keep it', href: `/packs/${pack.id}` }}
    >
      <p>
        What was frozen on {longDate(pack.frozenOn)} goes with its documents. The portfolio itself stays. This cannot be
        undone.
      </p>
    </Confirm>
  );
}
