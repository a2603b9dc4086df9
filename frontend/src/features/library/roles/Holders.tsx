import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { type Column, DataTable, DateText, EmptyState, Loaded, useTableView } from '@/design';
import type { Role, RoleHolder } from '../types';
import { counted } from '../words';

const columns: Column<RoleHolder>[] = [
  {
    key: 'person',
    header: 'Person',
    rowHeader: true,
    cell: ({ person }) => <Link to={`/people/${person.id}`}>{person.name}</Link>,
  },
  { key: 'team', header: 'Team', cell: ({ team }) => team.name },
  { key: 'band', header: 'Band', cell: ({ band }) => band },
  { key: 'wte', header: 'WTE', numeric: true, cell: ({ wte }) => wte.toFixed(2) },
  {
    key: 'since',
    header: 'Since',
    cell: ({ since, until }) => (
      <>
        <DateText date={since} plain />
        {until ? (
          <span className="bw-small bw-block">
            until <DateText date={until} plain />
          </span>
        ) : null}
      </>
    ),
  },
];

/** Who holds the role today, of those whom the reader may see. */
export function Holders({ role }: { role: Role }) {
  const view = useTableView('holders');
  const list = useList(['roles', role.id, 'holders'], (cursor) =>
    answer(api.GET('/roles/{id}/holders', { params: { path: { id: role.id }, query: { cursor } } })),
  );
  return (
    <>
      <p>{counted(role.holders, 'person of the organisation holds', 'people of the organisation hold')} this role today.</p>
      <Loaded query={list.whole} what="the holders">
        {() => (
          <>
            {list.total < role.holders && list.total > 0 ? (
              <p>You see {counted(list.total, 'of them', 'of them')}: those whose records you may see.</p>
            ) : null}
            <DataTable
              caption="Who holds this role"
              hideCaption
              columns={columns}
              list={list}
              rowKey={({ person, since }) => `${person.id} ${since}`}
              view={view}
              empty={
                role.holders === 0 ? (
                  <EmptyState title="Nobody holds this role." />
                ) : (
                  <EmptyState title="You may not see who they are." />
                )
              }
            />
          </>
        )}
      </Loaded>
    </>
  );
}
