import { Details } from 'nhsuk-react-components';
import { type Column, LocalTable, TableDownload, useTableView } from '@/design';
import { type Demand, monthName, plain } from './words';

const courseNames = { standards_course: 'Clinical Coding Standards Course', refresher: 'Refresher course' };

/** Entries to sittings, places on courses and mentors that the months ahead ask for, on average over the runs. */
export function DemandTables({ demand }: { demand: Demand }) {
  const entries = useTableView('entries');
  const courses = useTableView('courses');
  const mentoring = useTableView('mentoring');
  const total = (kind: Demand['courses'][number]['course']) =>
    demand.courses.filter(({ course }) => course === kind).reduce((sum, { wanted }) => sum + wanted, 0);
  const entryColumns: Column<Demand['entries'][number]>[] = [
    {
      key: 'sitting',
      header: 'Sitting',
      rowHeader: true,
      cell: ({ title, assumed }) => (
        <>
          {title} {assumed ? <span className="bw-note">Assumed, not dated yet</span> : null}
        </>
      ),
    },
    { key: 'results', header: 'Results in', cell: ({ resultsOn }) => monthName(resultsOn) },
    { key: 'entries', header: 'Entries', numeric: true, cell: ({ entries: count }) => plain(count) },
  ];
  const courseColumns: Column<Demand['courses'][number]>[] = [
    { key: 'month', header: 'Month', rowHeader: true, cell: ({ label }) => label },
    { key: 'course', header: 'Course', value: ({ course }) => course, cell: ({ course }) => courseNames[course] },
    { key: 'wanted', header: 'Places needed', numeric: true, cell: ({ wanted }) => plain(wanted) },
    { key: 'places', header: 'Places there are', numeric: true, cell: ({ places }) => places ?? 'No limit' },
  ];
  const mentorColumns: Column<Demand['mentoring'][number]>[] = [
    { key: 'month', header: 'End of', rowHeader: true, cell: ({ label }) => label },
    { key: 'mentored', header: 'Trainees with a mentor', numeric: true, cell: ({ mentored }) => plain(mentored) },
    { key: 'needed', header: 'Mentors needed', numeric: true, cell: ({ needed }) => needed },
  ];
  return (
    <>
      <LocalTable
        caption="Entries to each sitting of the NCCQ"
        columns={entryColumns}
        rows={demand.entries}
        rowKey={({ resultsOn }) => resultsOn}
        view={entries}
        empty={<p>No sitting falls into these months.</p>}
      />
      <Details>
        <Details.Summary>
          Places on courses: {plain(total('standards_course'))} on the Standards course, {plain(total('refresher'))} on refreshers
        </Details.Summary>
        <Details.Text>
          <LocalTable
            caption="Places on courses by month"
            columns={courseColumns}
            rows={demand.courses}
            rowKey={({ course, on }) => `${course} ${on}`}
            view={courses}
            empty={<p>Nobody needs a course in these months.</p>}
          />
          <TableDownload table="course-places" what="the places" />
          <TableDownload table="examination-entries" what="the entries" />
        </Details.Text>
      </Details>
      <Details>
        <Details.Summary>
          Mentors: at most {Math.max(0, ...demand.mentoring.map(({ needed }) => needed))} needed, {demand.mentors} may mentor here today
        </Details.Summary>
        <Details.Text>
          <LocalTable
            caption={`Mentors needed at ${demand.perMentor} trainees each`}
            columns={mentorColumns}
            rows={demand.mentoring}
            rowKey={({ on }) => on}
            view={mentoring}
            empty={<p>Nobody needs a mentor in these months.</p>}
          />
          <TableDownload table="mentors" what="the mentors needed" />
        </Details.Text>
      </Details>
    </>
  );
}
