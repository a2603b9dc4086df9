import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { progressQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  EmptyState,
  Form,
  isoOf,
  Loaded,
  LongTextField,
  noDate,
  Page,
  partsOf,
  RadiosField,
  SubmitButton,
  TextField,
  TodayContext,
  useDone,
  useToday,
} from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { meetingQuery } from './meetings';
import type { Meeting, Progress } from './types';

export function NewMeetingPage() {
  const subject = useSubject();
  const query = useQuery(progressQuery(subject.id));
  return (
    <Loaded query={query} what="the mentors">
      {(progress) => (
        <TodayContext value={progress.asOf}>
          <Page
            title="Log a mentoring meeting"
            caption={subject.own ? undefined : progress.person.name}
            breadcrumbs={[
              ...crumbsOf(subject, progress.person.name, 'progress'),
              { label: 'Mentoring log', href: `${subject.progressPath}/mentoring` },
            ]}
          >
            <MeetingForm progress={progress} />
          </Page>
        </TodayContext>
      )}
    </Loaded>
  );
}

/** Edits a meeting before it is confirmed. */
export function EditMeetingPage() {
  const { meetingId = '' } = useParams();
  const subject = useSubject();
  const query = useQuery(progressQuery(subject.id));
  const { data: meeting } = useQuery(meetingQuery(subject.id, meetingId));
  return (
    <Loaded query={query} what="the meeting">
      {(progress) => (
        <TodayContext value={progress.asOf}>
          <Page
            title="Edit a mentoring meeting"
            caption={subject.own ? undefined : progress.person.name}
            breadcrumbs={[
              ...crumbsOf(subject, progress.person.name, 'progress'),
              { label: 'Mentoring log', href: `${subject.progressPath}/mentoring` },
            ]}
          >
            {meeting?.mayEdit ? (
              <MeetingForm progress={progress} before={meeting} />
            ) : (
              <EmptyState title="This meeting cannot be edited now.">
                <p>A meeting is edited by the side that logged it, until it is confirmed.</p>
              </EmptyState>
            )}
          </Page>
        </TodayContext>
      )}
    </Loaded>
  );
}

function MeetingForm({ progress, before }: { progress: Progress; before?: Meeting }) {
  const { own, id, progressPath } = useSubject();
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [metOn, setMetOn] = useState(before ? partsOf(before.metOn) : noDate);
  const [nextOn, setNextOn] = useState(before?.nextOn ? partsOf(before.nextOn) : noDate);
  const [minutes, setMinutes] = useState(before?.minutes ? String(before.minutes) : '');
  const [topics, setTopics] = useState(before?.topics ?? '');
  const [agreed, setAgreed] = useState(before?.agreed ?? '');
  const [mentorId, setMentorId] = useState('');
  const chooseMentor = own && !before && progress.mentors.length > 1;
  const wrongNext = dateProblem('The date of the next meeting', nextOn);
  const wrongDate = dateProblem('The date of the meeting', metOn, { required: true, notAfter: today });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (chooseMentor && mentorId === '') problems.push({ name: 'mentorId', message: 'Choose the mentor' });
    if (wrongDate) problems.push({ name: 'metOn', message: wrongDate.message });
    if (minutes.trim() !== '' && !/^\d+$/.test(minutes.trim())) {
      problems.push({ name: 'minutes', message: 'Enter how long it took as a whole number of minutes' });
    }
    if (wrongNext) problems.push({ name: 'nextOn', message: wrongNext.message });
    if (topics.trim() === '') problems.push({ name: 'topics', message: 'Say what you talked about' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) => {
      const body = {
        metOn: isoOf(metOn) ?? '',
        minutes: minutes.trim() === '' ? undefined : Number(minutes),
        topics,
        agreed: agreed.trim() === '' ? undefined : agreed,
        nextOn: isoOf(nextOn),
      };
      return before
        ? answer(
            api.PUT('/mentoring-meetings/{id}', {
              params: { path: { id: before.id }, header: { 'If-Match': `"${before.version}"` } },
              body,
            }),
          )
        : answer(
            api.POST('/people/{id}/mentoring-meetings', {
              params: { path: { id }, header: { 'Idempotency-Key': key } },
              body: { ...body, mentorId: chooseMentor ? mentorId : undefined },
            }),
          );
    },
    done: async () => {
      await refresh();
      await done(`${progressPath}/mentoring`, before ? 'The meeting is edited. The other side confirms it.' : 'The meeting is logged. The other side confirms it.');
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      {chooseMentor ? (
        <RadiosField
          name="mentorId"
          label="With which mentor?"
          value={mentorId}
          onChange={setMentorId}
          choices={progress.mentors.map((mentor) => ({ value: mentor.id, label: mentor.name }))}
        />
      ) : null}
      <DateField
        name="metOn"
        label="When did you meet?"
        hint="For example, 14 3 2027"
        value={metOn}
        onChange={setMetOn}
        wrong={wrongDate?.parts}
      />
      <TextField
        name="minutes"
        label="How long was it? (optional)"
        value={minutes}
        onChange={setMinutes}
        width="4"
        suffix="minutes"
        numeric
      />
      <LongTextField name="topics" label="What did you talk about?" value={topics} onChange={setTopics} />
      <LongTextField name="agreed" label="What did you agree? (optional)" value={agreed} onChange={setAgreed} rows={3} />
      <DateField
        name="nextOn"
        label="When do you meet next? (optional)"
        value={nextOn}
        onChange={setNextOn}
        wrong={wrongNext?.parts}
      />
      <SubmitButton pending={state.pending}>{before ? 'Save the changes' : 'Log this meeting'}</SubmitButton>
    </Form>
  );
}
