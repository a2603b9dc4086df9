import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import {
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  StateTag,
  SubNavigation,
  TableDownload,
  TodayContext,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { SaveView } from '@/session/SaveView';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { TeamFilter } from './TeamFilter';
import { counted, organisationCrumb, organisationPages } from './words';

type Answer = components['schemas']['SuccessionPage'];
type Bench = components['schemas']['SuccessionBench'];

/** For each post from band 5: who holds it, and who could follow. */
export function SuccessionPage() {
  const me = useMe();
  const view = useTableView('', 'band');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [teamId] = useFilter('teamId');
  const [band, setBand] = useFilter('band');
  const list = useList<Bench, Answer>(['workforce', 'succession', search, sort, teamId, band], (cursor) =>
    answer(
      api.GET('/workforce/succession', {
        params: { query: { q: search || undefined, sort, cursor, teamId: teamId || undefined, band: band || undefined } },
      }),
    ),
  );
  const pathOf = (id: string) => subjectOf(id, me.person.id).progressPath;
  const columns: Column<Bench>[] = [
    {
      key: 'name',
      header: 'Post',
      rowHeader: true,
      sortable: true,
      cell: ({ role }) => <Link to={`/library/roles/${role.id}`}>{role.name}</Link>,
    },
    { key: 'band', header: 'Band', sortable: true, cell: (bench) => bench.band },
    {
      key: 'holders',
      header: 'Held by',
      sortable: true,
      cell: ({ holders }) =>
        holders.length === 0
          ? 'Nobody here'
          : holders.map(({ id, name }) => (
              <Link key={id} className="bw-block" to={pathOf(id)}>
                {name}
              </Link>
            )),
    },
    {
      key: 'bench',
      header: 'Bench',
      sortable: true,
      cell: ({ sentence, empty, judged, role }) => (
        <>
          {empty && judged ? <StateTag kind="bench" state="empty" /> : null} {empty && judged ? null : sentence}
          {judged ? (
            <Link className="bw-block" to={`/organisation/readiness?against=${role.id}&sort=-readiness`}>
              Everybody against it<span className="nhsuk-u-visually-hidden">: {role.name}</span>
            </Link>
          ) : null}
        </>
      ),
    },
    {
      key: 'nearest',
      header: 'Nearest',
      cell: (bench) => <Nearest bench={bench} pathOf={pathOf} />,
    },
  ];
  return (
    <Page title="Succession" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <Loaded query={list.whole} what="the benches">
        {(page) => (
          <TodayContext value={page.dataOn}>
            <p>{page.rule}</p>
            {page.empty > 0 ? <p>{counted(page.empty, 'post')} without anybody on the bench.</p> : null}
            <DataTable
              caption="Posts from band 5"
              hideCaption
              columns={columns}
              list={list}
              rowKey={({ role }) => role.id}
              view={view}
              searchLabel="Search by post"
              filters={
                <>
                  <TeamFilter />
                  <FilterSelect
                    label="Band of the post"
                    value={band}
                    onChange={setBand}
                    choices={[
                      { value: '', label: 'All from 5' },
                      ...['5', '6', '7', '8a', '8b', '8c', '8d', '9'].map((one) => ({ value: one, label: one })),
                    ]}
                  />
                </>
              }
              empty={
                <EmptyState title="There is no such post from band 5.">
                  <p>Posts are the roles of the library whose band is known. Choose another band.</p>
                </EmptyState>
              }
            />
            <TableDownload table="succession" what="these posts" />
            <SaveView page="succession" />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function Nearest({ bench, pathOf }: { bench: Bench; pathOf: (id: string) => string }) {
  if (bench.nearest.length === 0) return <>{bench.judged ? 'Nobody of this band or below meets anything essential of it' : null}</>;
  return (
    <ul className="bw-nearest-list">
      {bench.nearest.map(({ person, role, band, place, share, summary }) => (
        <li key={person.id}>
          <Link to={`${pathOf(person.id)}/gap?role=${bench.role.id}`}>{person.name}</Link>{' '}
          <StateTag kind="bench" state={place} />
          <span className="bw-note">
            {role.name}, band {band}. {summary}
            {share === undefined ? '' : ` That is ${share} % of the essential ones.`}
          </span>
        </li>
      ))}
    </ul>
  );
}
