import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { DateText, Form, Loaded, LoadedPage, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { schemeQuery } from '../queries';
import { bySeat, membersOf, seatProblems, seatsOf } from './panel';
import { PanelFields } from './PanelFields';
import { ProfileChoice } from './ProfileChoice';
import { matchQuery, practitionersQuery } from './queries';
import type { JobMatch, MatchPractitioner, PanelRules } from './types';
import { useDecision } from './useDecision';
import { crumbsOf, matchesCrumb } from './words';

/** Opens the review of a released match, with another panel. */
export function OpenReviewPage() {
  const { matchId = '' } = useParams();
  const match = useQuery(matchQuery(matchId));
  const practitioners = useQuery(practitionersQuery);
  const scheme = useQuery(schemeQuery);
  return (
    <LoadedPage query={match} what="the match" title="Open a review" breadcrumbs={[matchesCrumb]}>
      {(loaded) => (
        <Page title="Open a review" breadcrumbs={crumbsOf(matchId, loaded.summary.role.name)}>
          <p>
            The match for {loaded.summary.role.name} was released <DateText date={loaded.summary.releasedOn} />. A
            review can be asked for until <DateText date={loaded.reviewUntil} />. It is a new match by a differently
            constituted panel; the first one stays as it is. On the first panel were{' '}
            {loaded.panel.map(({ person }) => person.name).join(', ')}.
          </p>
          <Loaded query={scheme} what="the rules">
            {({ matching }) => (
              <Loaded query={practitioners} what="those who may sit on a panel">
                {({ items }) => <ReviewForm match={loaded} practitioners={items} rules={matching.panel} />}
              </Loaded>
            )}
          </Loaded>
        </Page>
      )}
    </LoadedPage>
  );
}

interface ReviewFormProps {
  match: JobMatch;
  practitioners: MatchPractitioner[];
  rules: PanelRules;
}

function ReviewForm({ match, practitioners, rules }: ReviewFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const [profileId, setProfileId] = useState(match.summary.candidate?.id ?? '');
  const [seats, setSeats] = useState(() => seatsOf(practitioners));
  // The seats as they were sent: a refusal counts the members of that moment.
  const [sent, setSent] = useState(seats);

  const { submit, problems, ...state } = useDecision({
    check: (): FieldProblem[] => [
      ...(reason.trim() === '' ? [{ name: 'reason', message: 'Say why the review is asked for' }] : []),
      ...seatProblems(seats),
    ],
    send: (_: undefined, key) => {
      setSent(seats);
      return answer(
        api.POST('/job-matches/{id}/reviews', {
          params: { path: { id: match.summary.id }, header: { 'Idempotency-Key': key } },
          body: { reason, candidateProfileId: profileId === '' ? undefined : profileId, members: membersOf(seats) },
        }),
      );
    },
    done: async ({ summary }) => {
      await refresh();
      await done(`/job-matches/${summary.id}`, `The review for ${summary.role.name} is open.`);
    },
  });

  return (
    <Form
      {...state}
      problems={problems && { ...problems, fields: bySeat(problems.fields, sent) }}
      onSubmit={() => void submit(undefined)}
    >
      <LongTextField
        name="reason"
        label="Why is a review asked for?"
        hint="Who asks, and what they think was judged wrongly"
        value={reason}
        onChange={setReason}
      />
      <ProfileChoice value={profileId} onChange={setProfileId} placeholder="The first match’s" />
      <PanelFields seats={seats} onChange={setSeats} rules={rules} />
      <SubmitButton pending={state.pending}>Open the review</SubmitButton>
    </Form>
  );
}
