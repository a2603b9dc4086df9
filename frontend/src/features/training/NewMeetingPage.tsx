import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { progressQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  LongTextField,
  noDate,
  Page,
  RadiosField,
  SubmitButton,
  TextField,
  TodayContext,
  useDone,
  useToday,
} from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import type { Progress } from './types';

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

function MeetingForm({ progress }: { progress: Progress }) {
  const { own, id, progressPath } = useSubject();
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [metOn, setMetOn] = useState(noDate);
  const [minutes, setMinutes] = useState('');
  const [topics, setTopics] = useState('');
  const [agreed, setAgreed] = useState('');
  const [mentorId, setMentorId] = useState('');
  const chooseMentor = own && progress.mentors.length > 1;
  const wrongDate = dateProblem('The date of the meeting', metOn, { required: true, notAfter: today });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (chooseMentor && mentorId === '') problems.push({ name: 'mentorId', message: 'Choose the mentor' });
    if (wrongDate) problems.push({ name: 'metOn', message: wrongDate.message });
    if (minutes.trim() !== '' && !/^\d+$/.test(minutes.trim())) {
      problems.push({ name: 'minutes', message: 'Enter how long it took as a whole number of minutes' });
    }
    if (topics.trim() === '') problems.push({ name: 'topics', message: 'Say what you talked about' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/mentoring-meetings', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: {
            metOn: isoOf(metOn) ?? '',
            minutes: minutes.trim() === '' ? undefined : Number(minutes),
            topics,
            agreed: agreed.trim() === '' ? undefined : agreed,
            mentorId: chooseMentor ? mentorId : undefined,
          },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`${progressPath}/mentoring`, 'The meeting is logged. The other side confirms it.');
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
      <SubmitButton pending={state.pending}>Log this meeting</SubmitButton>
    </Form>
  );
}
