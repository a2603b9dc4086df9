import { Link } from 'react-router';
import { type Column, EmptyState, LocalTable, Section, useTableView } from '@/design';
import { useMe } from '@/session/session';
import { behindCell, columnName, type Crossing, crossingsOf, type Heatmap, type Standing } from './heat';

const numbers: { standing: Standing; header: string }[] = [
  { standing: 'required', header: 'Required' },
  { standing: 'met', header: 'Met' },
  { standing: 'claimed', header: 'Claimed' },
  { standing: 'partly', header: 'At a lower level' },
  { standing: 'missing', header: 'Missing' },
];

/** The cells of the heat map as a table, with a way to those behind each number; for whoever does not see its colours. */
export function HeatTable({ map }: { map: Heatmap }) {
  const view = useTableView('cells');
  const me = useMe();
  const columns: Column<Crossing>[] = [
    {
      key: 'row',
      header: map.by === 'team' ? 'Team' : 'Person',
      rowHeader: true,
      value: ({ row }) => row.name,
      cell: ({ row }) => row.name,
    },
    {
      key: 'column',
      header: { level: 'Skill and level', aspect: 'Aspect', statement: 'Statement' }[map.columnsBy],
      value: ({ column }) => columnName(column),
      cell: ({ column }) => columnName(column),
    },
    ...numbers.map(({ standing, header }): Column<Crossing> => ({
      key: standing,
      header,
      numeric: true,
      value: ({ cell }) => cell[standing],
      cell: ({ row, column, cell }) =>
        cell[standing] === 0 ? (
          0
        ) : (
          <Link
            to={behindCell(map.by, row.id, me.person.id, column, cell, standing)}
            aria-label={`${cell[standing]} ${header.toLowerCase()}, ${row.name}, ${columnName(column)}`}
          >
            {cell[standing]}
          </Link>
        ),
    })),
  ];
  return (
    <Section title="The same in a table">
      <LocalTable
        caption="Essential statements by cell of the heat map"
        hideCaption
        columns={columns}
        rows={crossingsOf(map)}
        rowKey={({ key }) => key}
        view={view}
        pageSize={15}
        empty={<EmptyState title="Nothing is required here." />}
      />
    </Section>
  );
}
