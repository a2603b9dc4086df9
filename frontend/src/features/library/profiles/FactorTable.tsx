import { type Column, EmptyState, LocalTable, SourceLines, useTableView } from '@/design';
import { Corrections } from '../Corrections';
import type { JobProfile, ProfileFactor } from '../types';
import { rangeWords } from '../words';

function columnsFor(document: string): Column<ProfileFactor>[] {
  return [
    { key: 'no', header: 'No.', numeric: true, value: ({ no }) => no, cell: ({ no }) => no },
    {
      key: 'name',
      header: 'Factor',
      rowHeader: true,
      value: ({ name }) => name,
      cell: ({ name }) => name,
    },
    {
      key: 'level',
      header: 'Level',
      value: ({ levelMin }) => levelMin,
      cell: ({ levelText }) => <span className="bw-nowrap">{levelText}</span>,
    },
    {
      key: 'score',
      header: 'Score as printed',
      numeric: true,
      value: ({ scoreMax }) => scoreMax,
      cell: ({ scoreText }) => scoreText,
    },
    {
      key: 'computed',
      header: 'By the scheme',
      numeric: true,
      value: ({ computedMax }) => computedMax,
      cell: ({ computedMin, computedMax, agrees }) => (
        <>
          {rangeWords(computedMin, computedMax)}
          {agrees ? null : <strong className="bw-block">Differs</strong>}
        </>
      ),
    },
    {
      key: 'text',
      header: 'What the profile says',
      value: ({ text }) => text,
      cell: (factor) => <FactorText factor={factor} document={document} />,
    },
  ];
}

function FactorText({ factor, document }: { factor: ProfileFactor; document: string }) {
  const apart = factor.descriptor !== '' || factor.example !== '';
  return (
    <>
      {apart ? (
        <>
          <strong className="bw-block">{factor.descriptor}</strong>
          <span className="bw-block">{factor.example}</span>
        </>
      ) : (
        <span className="bw-block">{factor.text}</span>
      )}
      <SourceLines document={document} lines={factor.lines} />
      {factor.corrections.length > 0 ? <Corrections corrections={factor.corrections} /> : null}
    </>
  );
}

/** The 16 rows of a profile: level, score, and what the profile says of each. */
export function FactorTable({ profile }: { profile: JobProfile }) {
  const view = useTableView('factors', 'no');
  return (
    <LocalTable
      caption={`The 16 factors of ${profile.title}`}
      hideCaption
      columns={columnsFor(profile.document)}
      rows={profile.factors}
      rowKey={({ no }) => `${no}`}
      view={view}
      searchLabel="Search the factors"
      empty={<EmptyState title="This profile has no factors." />}
    />
  );
}
