import { Link } from 'react-router';
import type { components } from '@/api/schema';
import { LocalTable, longDate, useTableView } from '@/design';
import type { ReactNode } from 'react';

export type Cover = components['schemas']['CoverView'];

const stateWords: Record<Cover['state'], string> = { ahead: 'Ahead', running: 'Now', over: 'Over', ended: 'Ended early' };

interface CoversTableProps {
  caption: string;
  covers: Cover[];
  /** Where a cover is ended. */
  endPath: (cover: Cover) => string;
  empty: ReactNode;
}

/** Who stands in for whom, each with the way to end it. */
export function CoversTable({ caption, covers, endPath, empty }: CoversTableProps) {
  const view = useTableView();
  return (
    <LocalTable
      caption={caption}
      hideCaption
      rows={covers}
      rowKey={({ id }) => id}
      view={view}
      empty={empty}
      columns={[
        {
          key: 'away',
          header: 'Away',
          rowHeader: true,
          value: ({ person }) => person.name,
          cell: ({ person, note }) => (
            <>
              {person.name}
              {note ? <span className="bw-note">{note}</span> : null}
            </>
          ),
        },
        { key: 'covering', header: 'Stands in', value: ({ covering }) => covering.name, cell: ({ covering }) => covering.name },
        { key: 'from', header: 'First day', value: ({ startsOn }) => startsOn, cell: ({ startsOn }) => longDate(startsOn) },
        { key: 'to', header: 'Last day', value: ({ endsOn }) => endsOn, cell: ({ endsOn }) => longDate(endsOn) },
        { key: 'setBy', header: 'Set by', value: ({ setBy }) => setBy.name, cell: ({ setBy }) => setBy.name },
        {
          key: 'state',
          header: 'State',
          value: ({ state }) => stateWords[state],
          cell: (cover) => (
            <>
              {stateWords[cover.state]}
              {cover.endedBy ? ` by ${cover.endedBy.name}` : ''}
              {cover.mayEnd ? (
                <span className="bw-note">
                  <Link to={endPath(cover)} className="bw-note__link">
                    End it
                    <span className="nhsuk-u-visually-hidden">
                      : {cover.covering.name} for {cover.person.name}
                    </span>
                  </Link>
                </span>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}

/** "For Mark Manager, away until 4 December 2026", where something waits only because somebody is covered. */
export function CoveringNote({ covering }: { covering: components['schemas']['Covering'] | undefined }) {
  if (!covering) return null;
  return (
    <span className="bw-note">
      For {covering.person.name}, away until {longDate(covering.until)}
    </span>
  );
}

/** "Dee Deputy for Mark Manager": who did something, and in whose stead. */
export function actedWords(by: { name: string } | undefined, inSteadOf: { name: string } | undefined): string {
  if (!by) return '';
  return inSteadOf ? `${by.name} for ${inSteadOf.name}` : by.name;
}
