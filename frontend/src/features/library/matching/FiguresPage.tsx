import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Column, DateText, EmptyState, Facts, Loaded, LocalTable, Page, useTableView } from '@/design';
import { bandName } from '../words';
import { figurePath, figures, figureWords } from './kpis';
import { kpisQuery } from './queries';
import type { BandKpis, MatchKpis } from './types';
import { matchesCrumb } from './words';

/** The job evaluation figures that trusts report, by band. */
export function FiguresPage() {
  const query = useQuery(kpisQuery);
  return (
    <Page title="Job evaluation figures" breadcrumbs={[matchesCrumb]}>
      <Loaded query={query} what="the figures">
        {(kpis) => (
          <>
            <p>
              By band, as of <DateText date={kpis.today} plain />. Every number opens the roles that it counts.
            </p>
            <FiguresTable kpis={kpis} />
            <h2 className="nhsuk-heading-m">What the figures mean</h2>
            <ul className="nhsuk-list nhsuk-list--bullet">
              {kpis.explanations.map((explanation) => (
                <li key={explanation}>{explanation}</li>
              ))}
            </ul>
            <Facts
              facts={[
                {
                  term: 'Last 12 months',
                  value: (
                    <>
                      From <DateText date={kpis.since12Months} plain /> to <DateText date={kpis.today} plain />
                    </>
                  ),
                },
                {
                  term: 'Last 3 years',
                  value: (
                    <>
                      From <DateText date={kpis.since3Years} plain /> to <DateText date={kpis.today} plain />
                    </>
                  ),
                },
                {
                  term: 'To be reported',
                  value: (
                    <>
                      From <DateText date={kpis.reportingFrom} plain /> to <DateText date={kpis.reportingTo} plain />
                    </>
                  ),
                },
                { term: 'Where this comes from', value: kpis.reportingSource },
              ]}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface FigureRow extends BandKpis {
  key: string;
  label: string;
  /** Undefined for the row of all bands. */
  of: string | undefined;
}

function FiguresTable({ kpis }: { kpis: MatchKpis }) {
  const view = useTableView('figures');
  const rows: FigureRow[] = [
    ...kpis.bands.map((row) => ({ ...row, key: row.band, label: bandName(row.band), of: row.band })),
    { ...kpis.all, key: 'all', label: 'All bands', of: undefined },
  ];
  const columns: Column<FigureRow>[] = [
    { key: 'band', header: 'Band', rowHeader: true, cell: ({ label }) => label },
    ...figures.map((figure) => ({
      key: figure,
      header: figureWords[figure].short,
      numeric: true,
      cell: (row: FigureRow) => (
        <Link to={figurePath(figure, row.of)}>
          {row[figure]}
          <span className="nhsuk-u-visually-hidden">
            : {figureWords[figure].long}, {row.label.toLowerCase()}
          </span>
        </Link>
      ),
    })),
  ];
  if (kpis.all.inUse === 0) {
    return (
      <EmptyState title="No job description is in use yet.">
        <p>A role counts here once somebody holds it.</p>
      </EmptyState>
    );
  }
  return (
    <LocalTable
      caption="Job descriptions by band"
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      view={view}
      empty={<EmptyState title="No job description is in use yet." />}
    />
  );
}
