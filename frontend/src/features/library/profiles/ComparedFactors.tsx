import { type Column, EmptyState, LocalTable, Marked, SourceLines, useTableView } from '@/design';
import { apartWords, type FactorRow, type FactorSide } from './comparison';
import type { JobProfile } from '../types';
import { bandName, rangeWords } from '../words';

interface ComparedFactorsProps {
  profiles: JobProfile[];
  rows: FactorRow[];
}

/** The factors down, the profiles across; one below the other where the page is narrow. */
export function ComparedFactors({ profiles, rows }: ComparedFactorsProps) {
  const view = useTableView('factors', 'no');
  const columns: Column<FactorRow>[] = [
    {
      key: 'no',
      header: 'Factor',
      rowHeader: true,
      value: ({ no }) => no,
      cell: ({ no, name }) => `${no}. ${name}`,
    },
    ...profiles.map((profile) => ({
      key: profile.id,
      header: `${profile.title}, ${bandName(profile.band).toLowerCase()}`,
      cell: (row: FactorRow) => {
        const side = row.sides.find(({ profileId }) => profileId === profile.id);
        return side ? <Side side={side} document={profile.document} /> : null;
      },
    })),
  ];
  return (
    <div className="bw-compared">
      <LocalTable
        caption="The factors, the profiles beside each other"
        hideCaption
        columns={columns}
        rows={rows}
        rowKey={({ no }) => `${no}`}
        view={view}
        empty={<EmptyState title="These profiles do not differ in this." />}
      />
    </div>
  );
}

function Side({ side, document }: { side: FactorSide; document: string }) {
  const { factor, apart, levelDiffers, textDiffers } = side;
  return (
    <>
      <span className="bw-block">
        Level <strong>{factor.levelText}</strong>, {rangeWords(factor.computedMin, factor.computedMax)} points
        {factor.agrees ? null : ` (printed: ${factor.scoreText})`}
      </span>
      {apart ? (
        <span className="bw-block">{levelDiffers ? <strong>{apartWords(apart)}</strong> : 'The same level'}</span>
      ) : null}
      {apart && !textDiffers ? (
        <span className="bw-small bw-block">The same words</span>
      ) : (
        <>
          {side.descriptor.length > 0 ? (
            <span className="bw-block bw-compared__descriptor">
              <Marked pieces={side.descriptor} />
            </span>
          ) : null}
          <span className="bw-block">
            <Marked pieces={side.example} />
          </span>
        </>
      )}
      <SourceLines document={document} lines={factor.lines} />
    </>
  );
}
