import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Section,
  TableDownload,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { kindChoices, kindFrom, kindWord, type StaffImport, type StaffImportRow } from './words';

const columns: Column<StaffImportRow>[] = [
  { key: 'row', header: 'Row', numeric: true, cell: ({ row }) => row?.toLocaleString('en-GB') ?? '–' },
  {
    key: 'name',
    header: 'Person',
    rowHeader: true,
    cell: ({ name, email, personId }) => (
      <>
        {personId ? <Link to={`/administration/people/${personId}`}>{name || email}</Link> : name || 'No name'}
        <span className="bw-small bw-block bw-any">{email}</span>
      </>
    ),
  },
  { key: 'kind', header: 'What becomes of it', cell: ({ kind }) => kindWord(kind) },
  { key: 'details', header: 'Details', cell: (row) => <Details row={row} /> },
];

function Details({ row: { kind, differences, refusals } }: { row: StaffImportRow }) {
  if (differences.length + refusals.length === 0) return <>–</>;
  return (
    <ul className="nhsuk-list bw-small">
      {refusals.map(({ column, message }) => (
        <li key={column + message}>
          <strong>{column}</strong>: {message}
        </li>
      ))}
      {differences.map(({ field, before, after }) => (
        <li key={field}>
          <strong>{field}</strong>: {kind === 'new' ? after : `${before || 'nothing'} → ${after || 'nothing'}`}
        </li>
      ))}
    </ul>
  );
}

/** What becomes of each row of a file. */
export function RowsTable({ one }: { one: StaffImport }) {
  const view = useTableView();
  const [kind, setKind] = useFilter('kind');
  const search = useSettled(view.search);
  const list = useList(['staff-imports', one.id, 'rows', one.version, kind, search], (cursor) =>
    answer(
      api.GET('/staff-imports/{id}/rows', {
        params: { path: { id: one.id }, query: { q: search || undefined, cursor, kind: kindFrom(kind) } },
      }),
    ),
  );
  return (
    <Section title="Row by row">
      {one.counts.refused > 0 ? (
        <TableDownload table={`/api/v1/staff-imports/${one.id}/refused-rows`} what="the refused rows with the reasons" />
      ) : null}
      <Loaded query={list.whole} what="the rows">
        {() => (
          <DataTable
            caption="Rows of the file"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ row, email }) => `${row ?? 0} ${email}`}
            view={view}
            searchLabel="Search by name or e-mail address"
            filters={<FilterSelect label="Show" value={kind} onChange={setKind} choices={kindChoices(one)} />}
            empty={
              <EmptyState title="No row fits.">
                <p>Choose another kind of row, or search for something else.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Section>
  );
}
