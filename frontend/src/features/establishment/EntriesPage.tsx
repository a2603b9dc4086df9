import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { ButtonLink, type Column, DataTable, DateText, EmptyState, FilterSelect, Loaded, Page, sortText, useFilter, useSettled, useTableView } from '@/design';
import { TeamFilter } from '@/features/workforce/TeamFilter';
import { organisationCrumb } from '@/features/workforce/words';
import { useMay } from '@/session/session';
import { bandWords, entries, home, type Post, wte } from './words';

interface Answer {
  items: Post[];
  total: number;
  next: string;
}

/** What was entered of the establishment, to change and to end. */
export function EntriesPage() {
  const manage = useMay('establishment.manage');
  const view = useTableView('', 'team');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [teamId] = useFilter('teamId');
  const [ended, setEnded] = useFilter('ended');
  const list = useList<Post, Answer>(['workforce', 'establishment', 'posts', search, sort, teamId, ended], (cursor) =>
    answer(
      api.GET('/workforce/establishment/posts', {
        params: { query: { q: search || undefined, sort, cursor, teamId: teamId || undefined, ended: ended === 'true' || undefined } },
      }),
    ),
  );
  const columns: Column<Post>[] = [
    {
      key: 'role',
      header: 'Role',
      rowHeader: true,
      sortable: true,
      cell: ({ id, role }) => (manage ? <Link to={`${entries}/${id}`}>{role.name}</Link> : role.name),
    },
    { key: 'team', header: 'Team', sortable: true, cell: ({ team }) => team.name },
    { key: 'band', header: 'Band', sortable: true, cell: ({ content }) => bandWords(content) },
    { key: 'wte', header: 'Funded WTE', numeric: true, cell: ({ content }) => wte(content.wte) },
    { key: 'startsOn', header: 'From', sortable: true, cell: ({ content: { startsOn } }) => <DateText date={startsOn} plain /> },
    {
      key: 'endsOn',
      header: 'Until',
      cell: ({ content: { endsOn, startsOn } }) => (endsOn === undefined ? 'No end' : endsOn < startsOn ? 'Never took effect' : <DateText date={endsOn} plain />),
    },
    {
      key: 'entered',
      header: 'Entered',
      cell: ({ enteredBy, enteredOn }) => (
        <>
          {enteredBy.name}, <DateText date={enteredOn} plain />
        </>
      ),
    },
  ];
  return (
    <Page
      title="Funded posts"
      breadcrumbs={[organisationCrumb, { label: 'Establishment', href: home }]}
      action={manage ? <ButtonLink href={`${entries}/new`}>Enter funded posts</ButtonLink> : null}
    >
      <Loaded query={list.whole} what="the funded posts">
        {() => (
          <DataTable
            caption="Funded posts"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by team or role"
            filters={
              <>
                <FilterSelect
                  label="Show"
                  value={ended}
                  onChange={setEnded}
                  choices={[
                    { value: '', label: 'Without those that have ended' },
                    { value: 'true', label: 'With those that have ended' },
                  ]}
                />
                <TeamFilter />
              </>
            }
            empty={
              <EmptyState title="No funded posts are entered here.">
                <p>Enter how much WTE is funded for each role in each team. Vacancies are then counted against the people in post.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
