import { useQuery } from '@tanstack/react-query';
import { type Column, DateText, EmptyState, Facts, Loaded, LocalTable, Page, useTableView, Why } from '@/design';
import { schemeQuery } from '../queries';
import type { JobScheme } from '../types';
import { bandName, libraryCrumb, periodWords, rangeWords, sentence } from '../words';

export function SchemePage() {
  const query = useQuery(schemeQuery);
  return (
    <Page title="The job evaluation scheme" breadcrumbs={[libraryCrumb]}>
      <Loaded query={query} what="the scheme">
        {(scheme) => (
          <>
            <Version scheme={scheme} />
            <Points scheme={scheme} />
            <Bands scheme={scheme} />
            <h2 className="nhsuk-heading-m">Rules of matching</h2>
            <Facts
              facts={[
                { term: 'Factors that may vary', value: `At most ${scheme.matching.maxVariations}` },
                ...scheme.matching.rules.map(({ name, text }) => ({
                  term: sentence(name.replaceAll('_', ' ')),
                  // The rule names the number by the name under which it is configured.
                  value: sentence(text.replaceAll('max_variations', `${scheme.matching.maxVariations}`)),
                })),
                { term: 'Where these rules come from', value: sentence(scheme.matching.status) },
              ]}
            />
            <PanelOfScheme rules={scheme.matching.panel} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Version({ scheme }: { scheme: JobScheme }) {
  return (
    <Facts
      facts={[
        { term: 'Scheme', value: scheme.name },
        { term: 'Version', value: scheme.version },
        {
          term: 'In force since',
          value: (
            <>
              <DateText date={scheme.validFrom} plain none="Not stated" />
              {scheme.validFromSource === '' ? null : (
                <Why about="this date is given">{sentence(scheme.validFromSource)}</Why>
              )}
            </>
          ),
        },
        {
          term: 'Versions that are kept',
          value: scheme.versions.map(({ version }) => version).join(', '),
        },
      ]}
    />
  );
}

function PanelOfScheme({ rules }: { rules: JobScheme['matching']['panel'] }) {
  return (
    <>
      <h2 className="nhsuk-heading-m">Rules for a panel</h2>
      <Facts
        facts={[
          {
            term: 'Members',
            value: `Good practice is ${rules.recommended}, ${rules.recommendedEachSide} of each side. ${rules.minimum} are acceptable if the others agree, ${rules.development} to develop practitioners, ${rules.maximum} at most.`,
          },
          {
            term: 'Holders of the post',
            value: rules.holdersExcluded ? 'Kept off its panel' : 'May sit on its panel',
          },
          { term: 'A review can be asked for', value: `Within ${periodWords(rules.reviewPeriod)} of the release` },
          {
            term: 'The panel of a review',
            value:
              rules.reviewNewMembers === 'all'
                ? 'None of its members was on the first one'
                : 'More than half of its members were not on the first one',
          },
          { term: 'Where these rules come from', value: sentence(rules.source) },
        ]}
      />
    </>
  );
}

function Points({ scheme }: { scheme: JobScheme }) {
  const view = useTableView('points', 'no');
  const levels = Math.max(...scheme.factors.map(({ points }) => points.length));
  const columns: Column<JobScheme['factors'][number]>[] = [
    { key: 'no', header: 'No.', numeric: true, value: ({ no }) => no, cell: ({ no }) => no },
    {
      key: 'name',
      header: 'Factor',
      rowHeader: true,
      value: ({ name }) => name,
      cell: ({ name, fixed }) => (
        <>
          {name}
          {fixed ? <span className="bw-small bw-block">May not vary from the profile</span> : null}
        </>
      ),
    },
    ...Array.from({ length: levels }, (_, index) => ({
      key: `level${index + 1}`,
      header: `Level ${index + 1}`,
      numeric: true,
      cell: ({ points }: JobScheme['factors'][number]) => points[index] ?? '–',
    })),
  ];
  return (
    <>
      <h2 className="nhsuk-heading-m">Points by factor and level</h2>
      <LocalTable
        caption="Points by factor and level"
        hideCaption
        columns={columns}
        rows={scheme.factors}
        rowKey={({ no }) => `${no}`}
        view={view}
        searchLabel="Search the factors"
        empty={<EmptyState title="The scheme has no factors." />}
      />
    </>
  );
}

function Bands({ scheme }: { scheme: JobScheme }) {
  const view = useTableView('bands', 'points');
  const columns: Column<JobScheme['bands'][number]>[] = [
    { key: 'band', header: 'Band', rowHeader: true, value: ({ band }) => band, cell: ({ band }) => bandName(band) },
    {
      key: 'points',
      header: 'Points',
      numeric: true,
      value: ({ min }) => min,
      cell: ({ min, max }) => rangeWords(min, max),
    },
  ];
  return (
    <>
      <h2 className="nhsuk-heading-m">Bands</h2>
      <LocalTable
        caption="Bands and their points"
        hideCaption
        columns={columns}
        rows={scheme.bands}
        rowKey={({ band }) => band}
        view={view}
        empty={<EmptyState title="The scheme has no bands." />}
      />
    </>
  );
}
