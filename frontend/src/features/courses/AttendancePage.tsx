import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { CheckboxesField, EmptyState, Form, Loaded, Page, SubmitButton, useDone } from '@/design';
import { courseQuery } from './queries';
import type { CourseDetail } from './words';

/** Enters who came, for everybody at once. */
export function AttendancePage() {
  const { courseId = '' } = useParams();
  const query = useQuery(courseQuery(courseId));
  return (
    <Loaded query={query} what="the course">
      {(detail) => (
        <Page
          title="Attendance"
          caption={detail.course.title}
          breadcrumbs={[
            { label: 'Courses', href: '/courses' },
            { label: detail.course.title, href: `/courses/${detail.course.id}` },
          ]}
        >
          {detail.mayMark ? (
            <AttendanceForm detail={detail} />
          ) : (
            <EmptyState title="The attendance cannot be entered now." />
          )}
        </Page>
      )}
    </Loaded>
  );
}

function AttendanceForm({ detail: { course, bookings } }: { detail: CourseDetail }) {
  const done = useDone();
  const refresh = useRefresh();
  const placed = bookings.filter(({ state }) => state !== 'withdrawn' && state !== 'waiting');
  const [came, setCame] = useState(() => placed.filter(({ state }) => state !== 'absent').map(({ id }) => id));
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/courses/{id}/attendance', {
          params: { path: { id: course.id }, header: { 'Idempotency-Key': key } },
          body: {
            version: course.version,
            items: placed.map(({ id }) => ({ bookingId: id, attended: came.includes(id) })),
          },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`/courses/${course.id}`, 'The attendance is entered.');
    },
  });
  if (placed.length === 0) return <EmptyState title="Nobody whom you may see had a place." />;
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <CheckboxesField
        name="items"
        label="Who came for the whole course?"
        hint={
          course.milestone
            ? 'Whoever came gets the milestone recorded, signed off where you are its signatory. Take the tick away from those who did not come.'
            : 'Take the tick away from those who did not come.'
        }
        value={came}
        onChange={setCame}
        choices={placed.map(({ id, person, team }) => ({ value: id, label: person.name, hint: team }))}
      />
      <SubmitButton pending={state.pending}>Enter the attendance</SubmitButton>
    </Form>
  );
}
