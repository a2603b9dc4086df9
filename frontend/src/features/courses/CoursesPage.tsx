import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import {
  ButtonLink,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  FilterSelect,
  Loaded,
  longDate,
  Page,
  sortText,
  StateTag,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { useMay } from '@/session/session';
import { type Course, kindChoices, kindWord, placesWords } from './words';

/** Courses and workshops: those to come, or those that were. */
export function CoursesPage() {
  const manage = useMay('courses.manage');
  const view = useTableView('');
  const search = useSettled(view.search);
  const sort = sortText(view.sort) || undefined;
  const [kind, setKind] = useFilter('kind');
  const [when, setWhen] = useFilter('when');
  const past = when === 'past';
  const list = useList<Course, components['schemas']['CourseList']>(['courses', search, sort, kind, past], (cursor) =>
    answer(
      api.GET('/courses', {
        params: {
          query: {
            q: search || undefined,
            sort,
            cursor,
            past,
            kind: kind === '' ? undefined : (kind as components['schemas']['CourseKind']),
          },
        },
      }),
    ),
  );
  const columns: Column<Course>[] = [
    {
      key: 'title',
      header: 'Course',
      rowHeader: true,
      sortable: true,
      cell: ({ id, title }) => <Link to={`/courses/${id}`}>{title}</Link>,
    },
    { key: 'kind', header: 'Kind', sortable: true, cell: ({ kind: of }) => kindWord(of) },
    {
      key: 'startsOn',
      header: 'When',
      sortable: true,
      cell: ({ startsOn, endsOn }) => (
        <>
          <DateText date={startsOn} plain={past} />
          {endsOn === startsOn ? null : <span className="bw-small bw-block">until {longDate(endsOn)}</span>}
        </>
      ),
    },
    { key: 'place', header: 'Where', cell: ({ place }) => place },
    { key: 'places', header: 'Places', cell: (course) => placesWords(course) },
    {
      key: 'state',
      header: 'State',
      cell: ({ state, mine }) => (
        <>
          <StateTag kind="course" state={state} />
          {mine ? (
            <span className="bw-block">
              You: <StateTag kind="booking" state={mine} />
            </span>
          ) : null}
        </>
      ),
    },
  ];
  return (
    <Page
      title="Courses"
      action={manage ? <ButtonLink href="/courses/new">Plan a course</ButtonLink> : null}
    >
      <p>
        Courses and workshops with their places. <Link to="/courses/cohorts">Cohorts that train together</Link>
      </p>
      <Loaded query={list.whole} what="the courses">
        {() => (
          <DataTable
            caption="Courses"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by title, place or provider"
            filters={
              <>
                <FilterSelect
                  label="When"
                  value={when}
                  onChange={setWhen}
                  choices={[
                    { value: '', label: 'To come' },
                    { value: 'past', label: 'Past' },
                  ]}
                />
                <FilterSelect
                  label="Kind"
                  value={kind}
                  onChange={setKind}
                  choices={[{ value: '', label: 'All' }, ...kindChoices]}
                />
              </>
            }
            empty={
              <EmptyState title={past ? 'No course has been held yet.' : 'No course is planned.'}>
                <p>{manage ? 'Plan one, then book people or a whole cohort.' : 'Your manager plans and books courses.'}</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
