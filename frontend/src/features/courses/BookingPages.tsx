import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  CheckboxesField,
  Confirm,
  Form,
  Loaded,
  longDate,
  LongTextField,
  Page,
  SelectField,
  SubmitButton,
  TextField,
  useDone,
} from '@/design';
import { useBookablePeople } from '@/session/bookable';
import { cohortsQuery, courseQuery } from './queries';
import { type Cohort, type Course, type CourseDetail, placesWords } from './words';

/** Books people, or everybody of a cohort. */
export function BookPage() {
  const { courseId = '' } = useParams();
  const query = useQuery(courseQuery(courseId));
  const cohorts = useQuery(cohortsQuery);
  return (
    <Loaded query={query} what="the course">
      {(detail) => (
        <Page
          title="Book people"
          caption={detail.course.title}
          breadcrumbs={[
            { label: 'Courses', href: '/courses' },
            { label: detail.course.title, href: `/courses/${detail.course.id}` },
          ]}
        >
          <p>{placesWords(detail.course)}. Whoever finds no place waits, in the order of booking.</p>
          <Loaded query={cohorts} what="the cohorts">
            {({ items }) => <BookForm detail={detail} cohorts={items} />}
          </Loaded>
        </Page>
      )}
    </Loaded>
  );
}

interface BookFormProps {
  detail: CourseDetail;
  cohorts: Cohort[];
}

function BookForm({ detail: { course, bookings }, cohorts }: BookFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [cohortId, setCohortId] = useState('');
  const there = new Set(bookings.filter(({ state }) => state !== 'withdrawn').map(({ person }) => person.id));
  const people = useBookablePeople({ without: there });
  const { submit, ...state } = useSubmission({
    check: () =>
      cohortId === '' && people.chosen.length === 0
        ? [{ name: 'personIds', message: 'Choose a cohort or at least one person' }]
        : [],
    send: (_: undefined, key) =>
      answer(
        api.POST('/courses/{id}/bookings', {
          params: { path: { id: course.id }, header: { 'Idempotency-Key': key } },
          body: { personIds: people.chosen, cohortId: cohortId === '' ? undefined : cohortId },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`/courses/${course.id}`, 'The places are booked.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      {cohorts.length > 0 ? (
        <SelectField
          name="cohortId"
          label="A whole cohort"
          value={cohortId}
          onChange={setCohortId}
          placeholder="None"
          choices={cohorts.map(({ id, name, size }) => ({ value: id, label: `${name} (${size})` }))}
        />
      ) : null}
      <TextField name="search" label="Find people by name or team" type="search" value={people.search} onChange={people.setSearch} />
      <Loaded query={people.query} what="the people">
        {() => (
          <CheckboxesField name="personIds" label="People" value={people.chosen} onChange={people.choose} choices={people.offered} />
        )}
      </Loaded>
      {people.said ? <p>{people.said}</p> : null}
      <SubmitButton pending={state.pending}>Book</SubmitButton>
    </Form>
  );
}

/** Asks before a course is cancelled. */
export function CancelCoursePage() {
  const { courseId = '' } = useParams();
  const query = useQuery(courseQuery(courseId));
  return (
    <Loaded query={query} what="the course">
      {({ course }) => <CancelForm course={course} />}
    </Loaded>
  );
}

function CancelForm({ course }: { course: Course }) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Say why it does not take place' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/courses/{id}/cancel', {
          params: { path: { id: course.id }, header: { 'Idempotency-Key': key } },
          body: { reason, version: course.version },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`/courses/${course.id}`, 'The course is cancelled.');
    },
  });
  return (
    <Confirm
      {...state}
      question={`Cancel ${course.title} on ${longDate(course.startsOn)}?`}
      confirm="Cancel the course"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: `/courses/${course.id}` }}
    >
      <p>It stays in the list as cancelled and cannot be taken up again. Those booked read the reason.</p>
      <LongTextField name="reason" label="Why does it not take place?" value={reason} onChange={setReason} rows={3} />
    </Confirm>
  );
}
