import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  ButtonLink,
  type Column,
  EmptyState,
  Facts,
  Failed,
  Loaded,
  LocalTable,
  longDate,
  Page,
  Section,
  StateTag,
  useTableView,
} from '@/design';
import { useMay, useMe } from '@/session/session';
import { courseQuery } from './queries';
import { type Booking, type CourseDetail, kindWord, placesWords } from './words';

/** One course: when, where, and who has a place as far as the reader may see. */
export function CoursePage() {
  const { courseId = '' } = useParams();
  const query = useQuery(courseQuery(courseId));
  return (
    <Loaded query={query} what="the course">
      {(detail) => {
        const { course } = detail;
        const here = `/courses/${course.id}`;
        return (
          <Page
            title={course.title}
            caption={kindWord(course.kind)}
            breadcrumbs={[{ label: 'Courses', href: '/courses' }]}
            action={
              detail.mayMark && course.state === 'planned' ? (
                <ButtonLink href={`${here}/attendance`}>Enter the attendance</ButtonLink>
              ) : null
            }
          >
            <Facts
              facts={[
                { term: 'State', value: <StateTag kind="course" state={course.state} /> },
                {
                  term: 'When',
                  value:
                    course.startsOn === course.endsOn
                      ? longDate(course.startsOn)
                      : `${longDate(course.startsOn)} to ${longDate(course.endsOn)}`,
                },
                { term: 'Where', value: course.place },
                { term: 'Provider', value: course.provider },
                { term: 'Places', value: placesWords(course) },
                { term: 'Note', value: course.note },
                { term: 'Cancelled because', value: course.cancelledBecause },
                {
                  term: 'Training record',
                  value: course.milestone
                    ? 'Attendance is recorded as a milestone of the road to ACC.'
                    : 'Attendance is kept here; the milestone is recorded by each person where there is one.',
                },
              ]}
            />
            <OwnPlace detail={detail} />
            <Section title="Places">
              <Bookings bookings={detail.bookings} />
              <Choices detail={detail} here={here} />
            </Section>
          </Page>
        );
      }}
    </Loaded>
  );
}

/** The reader books a place of their own, if there is none yet. */
function OwnPlace({ detail: { course, mayBook } }: { detail: CourseDetail }) {
  const me = useMe();
  const refresh = useRefresh();
  const { submit, problems, pending } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/courses/{id}/bookings', {
          params: { path: { id: course.id }, header: { 'Idempotency-Key': key } },
          body: { personIds: [me.person.id] },
        }),
      ),
    done: refresh,
  });
  if (course.mine && course.mine !== 'withdrawn') {
    return (
      <p role="status">
        Your place: <StateTag kind="booking" state={course.mine} />
      </p>
    );
  }
  if (!mayBook) return null;
  return (
    <>
      {problems ? <Failed message={problems.general[0] ?? problems.fields[0]?.message ?? ''} /> : null}
      <Button type="button" secondary aria-disabled={pending || undefined} onClick={() => void submit(undefined)}>
        {course.booked < course.places ? 'Book a place for me' : 'Put me on the waiting list'}
      </Button>
    </>
  );
}

function Choices({ detail: { mayBook, mayManage, mayMark, course }, here }: { detail: CourseDetail; here: string }) {
  const books = useMay('courses.manage');
  if (!books) return null;
  return (
    <div className="nhsuk-button-group">
      {mayBook ? (
        <ButtonLink href={`${here}/book`} secondary>
          Book people or a cohort
        </ButtonLink>
      ) : null}
      {mayManage ? (
        <ButtonLink href={`${here}/edit`} secondary>
          Change the course
        </ButtonLink>
      ) : null}
      {mayMark && course.state === 'held' ? (
        <ButtonLink href={`${here}/attendance`} secondary>
          Correct the attendance
        </ButtonLink>
      ) : null}
      {mayManage && course.state === 'planned' ? (
        <ButtonLink href={`${here}/cancel`} secondary>
          Cancel the course
        </ButtonLink>
      ) : null}
    </div>
  );
}

function Bookings({ bookings }: { bookings: Booking[] }) {
  const view = useTableView();
  const columns: Column<Booking>[] = [
    { key: 'name', header: 'Name', rowHeader: true, value: ({ person }) => person.name, cell: ({ person }) => person.name },
    { key: 'team', header: 'Team', value: ({ team }) => team, cell: ({ team }) => team },
    {
      key: 'state',
      header: 'Place',
      value: ({ state }) => state,
      cell: ({ state, outcome }) => (
        <>
          <StateTag kind="booking" state={state} />
          {outcome ? <span className="bw-small bw-block">{outcome}</span> : null}
        </>
      ),
    },
    { key: 'by', header: 'Booked by', cell: ({ bookedBy }) => bookedBy },
  ];
  if (bookings.some(({ mayWithdraw }) => mayWithdraw)) {
    columns.push({
      key: 'do',
      header: 'Give back',
      cell: (booking) => (booking.mayWithdraw ? <GiveBack booking={booking} /> : null),
    });
  }
  return (
    <LocalTable
      caption="Places"
      hideCaption
      columns={columns}
      rows={bookings}
      rowKey={({ id }) => id}
      view={view}
      searchLabel={bookings.length > 8 ? 'Search by name or team' : undefined}
      empty={<EmptyState title="Nobody whom you may see has a place." />}
    />
  );
}

function GiveBack({ booking }: { booking: Booking }) {
  const refresh = useRefresh();
  const { submit, problems, pending } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/course-bookings/{id}/withdraw', {
          params: { path: { id: booking.id }, header: { 'Idempotency-Key': key } },
          body: { version: booking.version },
        }),
      ),
    done: refresh,
  });
  return (
    <>
      {problems ? <Failed message={problems.general[0] ?? problems.fields[0]?.message ?? ''} /> : null}
      <Button type="button" secondary small aria-disabled={pending || undefined} onClick={() => void submit(undefined)}>
        {booking.state === 'waiting' ? 'Take off' : 'Give back'}
        <span className="nhsuk-u-visually-hidden">
          {booking.state === 'waiting' ? ' the waiting list' : ' the place'}: {booking.person.name}
        </span>
      </Button>
    </>
  );
}
