import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Loaded, useDone } from '@/design';
import { useSubject } from '@/session/subject';
import { claimQuery } from './queries';
import type { Claim } from './types';

export function WithdrawClaimPage() {
  const { claimId = '' } = useParams();
  const query = useQuery(claimQuery(claimId));
  return (
    <Loaded query={query} what="the claim">
      {({ value }) => <Asking claim={value} />}
    </Loaded>
  );
}

function Asking({ claim: { summary } }: { claim: Claim }) {
  const { portfolioPath } = useSubject();
  const here = `${portfolioPath}/claims/${summary.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (version: number, key) =>
      answer(
        api.POST('/claims/{id}/withdraw', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: { version },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'The claim is withdrawn. You can claim it again at any time.');
    },
  });
  return (
    <Confirm
      {...state}
      question={`Withdraw your claim on ${summary.title}?`}
      confirm="Withdraw the claim"
      onConfirm={() => void submit(summary.version)}
      back={{ label: 'Keep it', href: here }}
    >
      <p>Nobody reviews it any more. Its history and your evidence stay. This cannot be undone.</p>
    </Confirm>
  );
}
