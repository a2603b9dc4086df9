import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { progressQuery } from '@/api/people';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { ButtonLink, EmptyState, Failed, Loaded, longDate, Page } from '@/design';
import { PersonPages } from '@/session/PersonPages';
import { crumbsOf, useSubject } from '@/session/subject';
import type { Meeting } from './types';

export function MentoringPage() {
  const subject = useSubject();
  const progress = useQuery(progressQuery(subject.id));
  const list = useList(['people', subject.id, 'mentoring'], (cursor) =>
    answer(api.GET('/people/{id}/mentoring-meetings', { params: { path: { id: subject.id }, query: { cursor } } })),
  );
  const mentoring = list.whole.data?.mentoring;
  return (
    <Loaded query={progress} what="the mentoring log">
      {({ person, mentors, mayLogMentoring }) => (
        <Page
          title="Mentoring log"
          caption={subject.own ? undefined : person.name}
          breadcrumbs={crumbsOf(subject, person.name, 'progress')}
          action={
            mayLogMentoring ? (
              <ButtonLink href={`${subject.progressPath}/mentoring/new`}>Log a meeting</ButtonLink>
            ) : null
          }
        >
          <PersonPages subject={subject} name={person.name} />
          <p>
            {mentors.length > 0
              ? `Mentored today by ${mentors.map(({ name }) => name).join(' and ')}.`
              : 'Nobody is named as mentor today. The manager names one.'}
          </p>
          {mentoring ? <p className="nhsuk-body-l">{mentoring.sentence}</p> : null}
          <p className="bw-no-print">
            <button type="button" className="bw-link-button nhsuk-link" onClick={() => window.print()}>
              Print this log
            </button>
          </p>
          <Loaded query={list.whole} what="the meetings">
            {() =>
              list.rows.length === 0 ? (
                <EmptyState title="No meeting is logged yet.">
                  <p>Log each meeting with what you talked about and agreed; the other side confirms it.</p>
                </EmptyState>
              ) : (
                <ol className="bw-history">
                  {list.rows.map((meeting) => (
                    <MeetingItem key={meeting.id} meeting={meeting} page={`${subject.progressPath}/mentoring/${meeting.id}`} />
                  ))}
                </ol>
              )
            }
          </Loaded>
          {list.hasMore ? (
            <Button type="button" secondary onClick={list.more}>
              Show more meetings
            </Button>
          ) : null}
        </Page>
      )}
    </Loaded>
  );
}

function MeetingItem({ meeting, page }: { meeting: Meeting; page: string }) {
  const refresh = useRefresh();
  const { submit, problems, pending } = useSubmission({
    send: (version: number, key) =>
      answer(
        api.POST('/mentoring-meetings/{id}/confirm', {
          params: { path: { id: meeting.id }, header: { 'Idempotency-Key': key } },
          body: { version },
        }),
      ),
    done: refresh,
  });
  return (
    <li>
      <h2 className="nhsuk-heading-s">
        {longDate(meeting.metOn)}
        {meeting.minutes ? `, ${meeting.minutes} minutes` : ''}
      </h2>
      <p className="bw-written">{meeting.topics}</p>
      {meeting.agreed ? <p className="bw-written">Agreed: {meeting.agreed}</p> : null}
      {meeting.nextOn ? <p>Next meeting: {longDate(meeting.nextOn)}</p> : null}
      {meeting.dispute && meeting.disputedBy && meeting.disputedAt ? (
        <p className="bw-written">
          {meeting.disputedBy.name} on {longDate(meeting.disputedAt)}: This is not how it was. {meeting.dispute}
          {meeting.editedAt && meeting.state !== 'disputed' ? ` It was edited on ${longDate(meeting.editedAt)}.` : ''}
        </p>
      ) : null}
      <p className="bw-small" role="status">
        With {meeting.mentor.name}. Logged by {meeting.loggedBy.name}.{' '}
        {meeting.confirmedBy && meeting.confirmedAt
          ? `Confirmed by ${meeting.confirmedBy.name} on ${longDate(meeting.confirmedAt)}.`
          : meeting.state === 'disputed'
            ? 'Disputed: whoever logged it edits it.'
            : 'Waits for the other side to confirm it.'}
      </p>
      {problems ? <Failed message={problems.general[0] ?? problems.fields[0]?.message ?? ''} /> : null}
      {meeting.mayConfirm ? (
        <Button
          type="button"
          secondary
          small
          aria-disabled={pending || undefined}
          onClick={() => void submit(meeting.version)}
        >
          Confirm<span className="nhsuk-u-visually-hidden"> the meeting of {longDate(meeting.metOn)}</span>
        </Button>
      ) : null}
      {meeting.mayConfirm ? (
        <p>
          <Link to={`${page}/dispute`}>
            This is not how it was<span className="nhsuk-u-visually-hidden">: the meeting of {longDate(meeting.metOn)}</span>
          </Link>
        </p>
      ) : null}
      {meeting.mayEdit ? (
        <p>
          <Link to={`${page}/edit`}>
            Edit<span className="nhsuk-u-visually-hidden"> the meeting of {longDate(meeting.metOn)}</span>
          </Link>
        </p>
      ) : null}
    </li>
  );
}
