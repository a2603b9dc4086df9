import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import { type Column, DataTable, EmptyState, Loaded, Page, sortText, useSettled, useTableView } from '@/design';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';

type PersonSummary = components['schemas']['PersonSummary'];

function columnsFor(myId: string): Column<PersonSummary>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      sortable: true,
      cell: ({ id, name }) => <Link to={subjectOf(id, myId).progressPath}>{name}</Link>,
    },
    { key: 'role', header: 'Role', sortable: true, cell: ({ appointment }) => appointment?.role.name ?? 'None today' },
    { key: 'band', header: 'Band', sortable: true, cell: ({ appointment }) => appointment?.band ?? '' },
    { key: 'team', header: 'Team', sortable: true, cell: ({ appointment }) => appointment?.team.name ?? '' },
  ];
}

/** For mentors and assessors: those who are assigned to them. */
export function AssignedPeople() {
  const me = useMe();
  const view = useTableView('', 'name');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['people', 'assigned', search, sort], (cursor) =>
    answer(api.GET('/people', { params: { query: { q: search || undefined, sort, cursor } } })),
  );
  return (
    <Page title="People">
      <p>Those whom you mentor or assess, and yourself.</p>
      <Loaded query={list.whole} what="the people">
        {() => (
          <DataTable
            caption="People"
            hideCaption
            columns={columnsFor(me.person.id)}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by name"
            empty={
              <EmptyState title="Nobody is assigned to you.">
                <p>A manager names mentors and assessors.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
