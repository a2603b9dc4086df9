import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateText, EmptyState, Form, Loaded, LoadedPage, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { schemeQuery } from '../queries';
import { bySeat, membersOf, seatProblems, seatsOf } from './panel';
import { PanelFields } from './PanelFields';
import { ProfileChoice } from './ProfileChoice';
import { matchQuery, practitionersQuery } from './queries';
import type { JobMatch, MatchPractitioner, PanelRules } from './types';
import { crumbsOf, matchesCrumb } from './words';

/** Opens the review of a released match, with another panel. */
export function OpenReviewPage() {
  const { matchId = '' } = useParams();
  const match = useQuery(matchQuery(matchId));
  return (
    <LoadedPage query={match} what="the match" title="Open a review" breadcrumbs={[matchesCrumb]}>
      {(loaded) => (
        <Page title="Open a review" breadcrumbs={crumbsOf(matchId, loaded.summary.role.name)}>
          {loaded.actions.includes('review') ? <Review match={loaded} /> : <NoReview match={loaded} />}
        </Page>
      )}
    </LoadedPage>
  );
}

function NoReview({ match }: { match: JobMatch }) {
  return (
    <EmptyState title="No review of this match can be opened by you now.">
      <p>
        A review needs a released match that was not reviewed before, and can be asked for within the time that the
        rules give. <Link to={`/job-matches/${match.summary.id}`}>See where the match stands</Link>
      </p>
    </EmptyState>
  );
}

function Review({ match }: { match: JobMatch }) {
  const practitioners = useQuery(practitionersQuery);
  const scheme = useQuery(schemeQuery);
  return (
    <>
      <p>
        The match for {match.summary.role.name} was released <DateText date={match.summary.releasedOn} />. A review can
        be asked for until <DateText date={match.reviewUntil} />. It is a new match by a differently constituted panel;
        the first one stays as it is. On the first panel were{' '}
        {match.panel.map(({ person }) => person.name).join(', ')}.
      </p>
      <Loaded query={scheme} what="the rules">
        {({ matching }) => (
          <Loaded query={practitioners} what="those who may sit on a panel">
            {({ items }) => <ReviewForm match={match} practitioners={items} rules={matching.panel} />}
          </Loaded>
        )}
      </Loaded>
    </>
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

  const { submit, problems, ...state } = useSubmission({
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
