import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import { type Column, DataTable, EmptyState, FilterSelect, Loaded, longMoment, Page, useFilter, useTableView } from '@/design';
import { deedWords } from './recordHistory';

type Entry = components['schemas']['RecordHistoryEntry'];

const columns: Column<Entry>[] = [
  { key: 'at', header: 'When', cell: ({ at }) => <time dateTime={at}>{longMoment(at)}</time> },
  { key: 'actor', header: 'Who', cell: ({ actor }) => actor?.name ?? 'Bandwise itself' },
  { key: 'action', header: 'What', rowHeader: true, cell: ({ action, subjectKind }) => deedWords(action, subjectKind) },
];

/** Who else read and changed one's own record, newest first. */
export function RecordHistoryPage() {
  const view = useTableView();
  const [only, setOnly] = useFilter('only');
  const asked = only === 'read' || only === 'changed' ? only : undefined;
  const list = useList<Entry>(['record-history', asked], (cursor) =>
    answer(api.GET('/me/record-history', { params: { query: { only: asked, cursor } } })),
  );
  return (
    <Page
      title="Who read and changed your record"
      breadcrumbs={[{ label: 'Your account', href: '/account' }]}
    >
      <p>
        This is what other people, and Bandwise itself, did with your record. A reader is listed once a day for each part
        of it. Lists and charts of many people are not listed, nor is what you did yourself.
      </p>
      <Loaded query={list.whole} what="the history of your record">
        {() => (
          <DataTable
            caption="What others did with your record"
            hideCaption
            columns={columns}
            list={{ ...list, total: undefined }}
            rowKey={({ id }) => id}
            view={view}
            filters={
              <FilterSelect
                label="Show"
                value={only}
                onChange={setOnly}
                choices={[
                  { value: '', label: 'Read and changed' },
                  { value: 'read', label: 'Read only' },
                  { value: 'changed', label: 'Changed only' },
                ]}
              />
            }
            empty={
              <EmptyState title="Nothing is listed.">
                <p>Nobody else has done this with your record.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
