import { useQuery } from '@tanstack/react-query';
import { type Column, EmptyState, Facts, Loaded, LocalTable, Page, useTableView } from '@/design';
import { schemeQuery } from '../queries';
import type { JobScheme } from '../types';
import { bandName, libraryCrumb, rangeWords, sentence } from '../words';

export function SchemePage() {
  const query = useQuery(schemeQuery);
  return (
    <Page title="The job evaluation scheme" breadcrumbs={[libraryCrumb]}>
      <Loaded query={query} what="the scheme">
        {(scheme) => (
          <>
            <p>{scheme.name}</p>
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
          </>
        )}
      </Loaded>
    </Page>
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
