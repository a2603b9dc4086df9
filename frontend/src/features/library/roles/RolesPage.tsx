import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  type Column,
  DataTable,
  documentName,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  sourcePath,
  StateTag,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import type { RoleSummary } from '../types';
import { bandName, libraryCrumb, sentence } from '../words';

const bandStatuses = ['stated', 'matched', 'unknown'] as const;

const columns: Column<RoleSummary>[] = [
  {
    key: 'title',
    header: 'Role',
    rowHeader: true,
    sortable: true,
    cell: ({ id, title, reference }) => (
      <>
        <Link to={`/library/roles/${id}`}>{title}</Link>
        {reference === '' ? null : <span className="bw-small bw-block">{reference}</span>}
      </>
    ),
  },
  {
    key: 'band',
    header: 'Band',
    sortable: true,
    cell: ({ band, bandStatus }) => (
      <>
        {bandName(band)} {bandStatus === 'unknown' ? null : <StateTag kind="bandStatus" state={bandStatus} />}
      </>
    ),
  },
  {
    key: 'profile',
    header: 'Nearest national profile',
    cell: ({ profile }) =>
      profile ? <Link to={`/library/profiles/${profile.id}`}>{profile.name}</Link> : 'None named',
  },
  { key: 'essential', header: 'Essential statements', numeric: true, cell: (role) => role.essentialCount },
  { key: 'desirable', header: 'Desirable statements', numeric: true, cell: (role) => role.desirableCount },
  {
    key: 'document',
    header: 'Described by',
    cell: ({ document, local }) =>
      local || document === '' ? (
        'The organisation'
      ) : (
        <Link to={sourcePath(document)}>{sentence(documentName(document))}</Link>
      ),
  },
];

/** The roles that people can be appointed to. */
export function RolesPage() {
  const view = useTableView('', 'title');
  const [status, setStatus] = useFilter('band-status');
  const bandStatus = bandStatuses.find((one) => one === status);
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['roles', search, sort, status], (cursor) =>
    answer(api.GET('/roles', { params: { query: { q: search || undefined, bandStatus, sort, cursor } } })),
  );
  return (
    <Page title="Roles" breadcrumbs={[libraryCrumb]}>
      <Loaded query={list.whole} what="the roles">
        {() => (
          <DataTable
            caption="Roles"
            hideCaption
            columns={columns}
            rows={list.rows}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search roles"
            filters={
              <FilterSelect
                label="Band"
                value={status}
                onChange={setStatus}
                choices={[
                  { value: '', label: 'All' },
                  { value: 'stated', label: 'Stated by the document' },
                  { value: 'matched', label: 'Matched by a panel' },
                  { value: 'unknown', label: 'Unknown' },
                ]}
              />
            }
            total={list.total}
            hasMore={list.hasMore}
            more={list.more}
            loadingMore={list.loadingMore}
            empty={
              <EmptyState title="No role stands here.">
                <p>Choose all bands to see every role.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
