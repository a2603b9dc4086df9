import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { type Column, DataTable, EmptyState, Loaded, longMoment, Page, useTableView } from '@/design';
import { administrationCrumb, retentionCrumb } from './crumbs';
import type { Deletion } from './words';

const columns: Column<Deletion>[] = [
  { key: 'at', header: 'When', cell: ({ at }) => <time dateTime={at}>{longMoment(at)}</time> },
  {
    key: 'what',
    header: 'What',
    rowHeader: true,
    cell: ({ title, number }) => (number === undefined ? title : `Former member of staff ${number}`),
  },
  { key: 'period', header: 'Kept for', cell: ({ period }) => period },
  { key: 'rows', header: 'Entries', numeric: true, cell: ({ rows }) => rows.toLocaleString('en-GB') },
  { key: 'files', header: 'Files', numeric: true, cell: ({ files }) => files.toLocaleString('en-GB') },
  { key: 'by', header: 'Begun by', cell: ({ by }) => by?.name ?? 'Bandwise itself' },
];

/** What was removed, without what was in it. */
export function LogPage() {
  const view = useTableView();
  const list = useList(['deletion-log'], (cursor) => answer(api.GET('/deletion-log', { params: { query: { cursor } } })));
  return (
    <Page title="Deletion log" breadcrumbs={[administrationCrumb, retentionCrumb]}>
      <p>What was removed by the rules, newest first. It says how much, never what was in it.</p>
      <Loaded query={list.whole} what="the deletion log">
        {() => (
          <DataTable
            caption="Deletion log"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            empty={
              <EmptyState title="Nothing was removed yet.">
                <p>The first run of the rules begins this log.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
