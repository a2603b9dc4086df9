import { type Column, LocalTable, Section, StateTag, TextsBeside, useTableView, wordsApart } from '@/design';
import type { ImportedRow, ImportReport, RefusedCell } from './types';
import type { EditionStatement } from '../editions/types';
import { entryName } from '../editions/words';
import { counted } from '../../words';

/** What a file would do row by row: refused, changed, new, and what it does not have. */
export function ReportTables({ report }: { report: ImportReport }) {
  const { refused, refusedTotal, counts, changed, added, removed, removals } = report;
  return (
    <>
      {refused.length > 0 ? (
        <Section title={`Refused: ${counted(counts.refused, 'row')}`}>
          <RefusedTable cells={refused} />
          {refusedTotal > refused.length ? (
            <p>
              These are the first {refused.length} of {refusedTotal} refused cells. Mend them, then check the file again.
            </p>
          ) : null}
        </Section>
      ) : null}
      {changed.length > 0 ? (
        <Section title={`Changed: ${counted(changed.length, 'row')}`}>
          <RowTable name="changed" caption="Changed rows" rows={changed} />
        </Section>
      ) : null}
      {added.length > 0 ? (
        <Section title={`New: ${counted(added.length, 'row')}`}>
          <RowTable name="new" caption="New rows" rows={added} />
        </Section>
      ) : null}
      {removed.length > 0 ? (
        <Section title={`Not in the file: ${counted(removed.length, 'statement')}`}>
          <p>{removals === 'end' ? 'They end with the draft.' : 'They stay as they are.'}</p>
          <RemovedTable statements={removed} shown={removals === 'end' ? 50 : 10} />
        </Section>
      ) : null}
    </>
  );
}

const refusedColumns: Column<RefusedCell>[] = [
  { key: 'row', header: 'Row', rowHeader: true, numeric: true, value: ({ row }) => row, cell: ({ row }) => row },
  { key: 'column', header: 'Column', value: ({ column }) => column, cell: ({ column }) => column },
  { key: 'message', header: 'Why', value: ({ message }) => message, cell: ({ message }) => message },
];

function RefusedTable({ cells }: { cells: RefusedCell[] }) {
  const view = useTableView('refused');
  return (
    <LocalTable
      caption="Refused cells"
      hideCaption
      columns={refusedColumns}
      rows={cells}
      rowKey={({ row, column, message }) => `${row} ${column} ${message}`}
      view={view}
      searchLabel="Search refused cells"
      empty={null}
    />
  );
}

const rowColumns: Column<ImportedRow>[] = [
  { key: 'row', header: 'Row', numeric: true, value: ({ row }) => row, cell: ({ row }) => row },
  {
    key: 'name',
    header: 'Statement',
    rowHeader: true,
    value: entryName,
    cell: (row) => (
      <>
        {entryName(row)}
        {row.oldAspect === '' || row.oldAspect === row.aspect || row.aspect === '' ? null : (
          <span className="bw-block bw-regular bw-small">Aspect before: {row.oldAspect}</span>
        )}
      </>
    ),
  },
  { key: 'change', header: 'Change', value: ({ change }) => change, cell: ({ change }) => <StateTag kind="importedRow" state={change} /> },
  { key: 'text', header: 'Text', value: ({ text, oldText }) => `${text} ${oldText}`, cell: (row) => <RowText row={row} /> },
  { key: 'reason', header: 'Reason', value: ({ reason }) => reason, cell: ({ reason }) => reason },
];

function RowText({ row: { change, text, oldText } }: { row: ImportedRow }) {
  if (change === 'new') return <>{text}</>;
  if (change === 'end' || text === oldText) return <>{oldText}</>;
  const pieces = wordsApart(oldText, text);
  return (
    <TextsBeside
      texts={[
        { label: 'In force', pieces: pieces.first },
        { label: 'In the file', pieces: pieces.other },
      ]}
    />
  );
}

function RowTable({ name, caption, rows }: { name: string; caption: string; rows: ImportedRow[] }) {
  const view = useTableView(name);
  return (
    <LocalTable
      caption={caption}
      hideCaption
      columns={rowColumns}
      rows={rows}
      rowKey={({ row }) => `${row}`}
      view={view}
      searchLabel={`Search the ${caption.toLowerCase()}`}
      empty={null}
    />
  );
}

const removedColumns: Column<EditionStatement>[] = [
  { key: 'name', header: 'Statement', rowHeader: true, value: entryName, cell: entryName },
  { key: 'text', header: 'Text', value: ({ text }) => text, cell: ({ text }) => text },
];

function RemovedTable({ statements, shown }: { statements: EditionStatement[]; shown: number }) {
  const view = useTableView('removed');
  return (
    <LocalTable
      caption="Statements that the file does not have"
      pageSize={shown}
      hideCaption
      columns={removedColumns}
      rows={statements}
      rowKey={({ id }) => id}
      view={view}
      searchLabel="Search these statements"
      empty={null}
    />
  );
}
