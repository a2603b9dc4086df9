import { Link } from 'react-router';
import { type Column, DateText, EmptyState, LocalTable, useTableView, Why } from '@/design';
import { wteWords } from '@/features/workforce/words';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { type Forecast, monthName, shareWords } from './words';

type Person = Forecast['people'][number];

/** Today's trainees: the date of the own plan, what the runs make of it, and why. */
export function ForecastPeople({ people, months }: { people: Person[]; months: number }) {
  const view = useTableView('trainees');
  const me = useMe();
  const columns: Column<Person>[] = [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      value: ({ person }) => person.name,
      cell: ({ person }) => <Link to={subjectOf(person.id, me.person.id).progressPath}>{person.name}</Link>,
    },
    { key: 'team', header: 'Team', value: ({ team }) => team.name, cell: ({ team }) => team.name },
    {
      key: 'band',
      header: 'Band and WTE',
      value: ({ band }) => band,
      cell: ({ band, bandAfter, wte }) => `Band ${band}${bandAfter === band ? '' : `, then ${bandAfter}`}; ${wteWords(wte)}`,
    },
    {
      key: 'on',
      header: 'By the own plan',
      value: ({ accreditedOn }) => accreditedOn ?? '9999',
      cell: ({ accreditedOn }) => (accreditedOn ? <DateText date={accreditedOn} plain /> : 'No date in these months'),
    },
    {
      key: 'half',
      header: 'In half of the runs by',
      value: ({ halfBy }) => halfBy ?? '9999',
      cell: ({ halfBy }) => (halfBy ? monthName(halfBy) : 'Not in these months'),
    },
    {
      key: 'share',
      header: `Accredited within ${months} months`,
      numeric: true,
      value: ({ share }) => share,
      cell: ({ share, because, person }) => (
        <>
          {shareWords(share)} of runs
          <Why about={`${person.name} is accredited then`}>
            <p>{because}</p>
          </Why>
        </>
      ),
    },
  ];
  return (
    <LocalTable
      caption="Trainees and when each is accredited"
      hideCaption
      columns={columns}
      rows={people}
      rowKey={({ person }) => person.id}
      view={view}
      searchLabel="Search by name or team"
      empty={<EmptyState title="Nobody here is on the road to ACC." />}
    />
  );
}
