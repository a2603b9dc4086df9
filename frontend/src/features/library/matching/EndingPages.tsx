import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { Confirm, LoadedPage, LongTextField, useDone } from '@/design';
import { matchQuery } from './queries';
import type { JobMatch } from './types';
import { useDecision } from './useDecision';
import { matchesCrumb } from './words';

/** Gives a match back to its panel, with the reason. */
export function ReturnPage() {
  return (
    <OfMatch title="Return the match">
      {(match) => (
        <WithReason
          match={match}
          question={`Return the match for ${match.summary.role.name} to its panel?`}
          consequence="The panel works on it again, and every member confirms anew. The levels and reasons stay."
          label="What should the panel look at again?"
          confirm="Return it to the panel"
          back={{ label: 'Back to the check', href: `/job-matches/${match.summary.id}/check` }}
          notice="The match is returned to its panel."
          send={(id, version, reason) =>
            answer(api.POST('/job-matches/{id}/return', { params: { path: { id } }, body: { version, reason } }))
          }
        />
      )}
    </OfMatch>
  );
}

/** Ends a match without an outcome, with the reason. */
export function WithdrawPage() {
  return (
    <OfMatch title="Withdraw the match">
      {(match) => (
        <WithReason
          match={match}
          question={`Withdraw the match for ${match.summary.role.name}?`}
          consequence="It ends without an outcome, and the role keeps the band that it has. What the panel recorded stays to be read. This cannot be undone; another match can be opened."
          label="Why is it withdrawn?"
          confirm="Withdraw the match"
          back={{ label: 'Keep it', href: `/job-matches/${match.summary.id}` }}
          notice="The match is withdrawn."
          send={(id, version, reason) =>
            answer(api.POST('/job-matches/{id}/withdraw', { params: { path: { id } }, body: { version, reason } }))
          }
        />
      )}
    </OfMatch>
  );
}

function OfMatch({ title, children }: { title: string; children: (match: JobMatch) => ReactNode }) {
  const { matchId = '' } = useParams();
  const query = useQuery(matchQuery(matchId));
  return (
    <LoadedPage query={query} what="the match" title={title} breadcrumbs={[matchesCrumb]}>
      {children}
    </LoadedPage>
  );
}

interface WithReasonProps {
  match: JobMatch;
  question: string;
  consequence: string;
  /** Asks for the reason. */
  label: string;
  confirm: string;
  back: { label: string; href: string };
  notice: string;
  send: (id: string, version: number, reason: string) => Promise<JobMatch>;
}

function WithReason({ match, question, consequence, label, confirm, back, notice, send }: WithReasonProps) {
  const { id, version } = match.summary;
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useDecision({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Give the reason' }] : []),
    send: (current: number) => send(id, current, reason),
    done: async () => {
      await refresh();
      await done(`/job-matches/${id}`, notice);
    },
  });
  return (
    <Confirm {...state} question={question} confirm={confirm} onConfirm={() => void submit(version)} back={back}>
      <p>{consequence}</p>
      <LongTextField name="reason" label={label} value={reason} onChange={setReason} />
    </Confirm>
  );
}
