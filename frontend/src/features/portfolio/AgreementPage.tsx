import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Column, DateText, EmptyState, Loaded, LocalTable, Page, useTableView } from '@/design';
import { useMe } from '@/session/session';
import { agreementQuery } from './queries';
import { ReviewPages } from './ReviewPages';
import type { Schemas } from './types';
import { agreementWords } from './words';

type Row = Schemas['AssessorAgreement'];

/** A number that opens what it counts. */
function Count({ row, n, query, what }: { row: Row; n: number; query: string; what: string }) {
  if (n === 0) return <>0</>;
  return (
    <Link to={`/reviews/approvals?assessor=${row.assessor.id}${query}`}>
      {n}
      <span className="nhsuk-u-visually-hidden">
        {' '}
        {what} of {row.assessor.name}
      </span>
    </Link>
  );
}

const columns: Column<Row>[] = [
  {
    key: 'assessor',
    header: 'Assessor',
    rowHeader: true,
    value: ({ assessor }) => assessor.name,
    cell: ({ assessor }) => assessor.name,
  },
  {
    key: 'approvals',
    header: 'Approvals',
    numeric: true,
    value: ({ approvals }) => approvals,
    cell: (row) => <Count row={row} n={row.approvals} query="" what="approvals" />,
  },
  {
    key: 'drawn',
    header: 'Drawn',
    numeric: true,
    value: ({ drawn }) => drawn,
    cell: (row) => <Count row={row} n={row.drawn} query="&show=drawn" what="drawn approvals" />,
  },
  {
    key: 'waiting',
    header: 'Waiting',
    numeric: true,
    value: ({ waiting }) => waiting,
    cell: (row) => <Count row={row} n={row.waiting} query="&show=waiting" what="waiting approvals" />,
  },
  {
    key: 'agreed',
    header: 'Agreed',
    numeric: true,
    value: ({ agreed }) => agreed,
    cell: (row) => <Count row={row} n={row.agreed} query="&show=agreed" what="agreed approvals" />,
  },
  {
    key: 'disagreed',
    header: 'Disagreed',
    numeric: true,
    value: ({ judged, agreed }) => judged - agreed,
    cell: (row) => <Count row={row} n={row.judged - row.agreed} query="&show=disagreed" what="disagreements" />,
  },
  {
    key: 'open',
    header: 'Not decided again',
    numeric: true,
    value: ({ open }) => open,
    cell: (row) => <Count row={row} n={row.open} query="&show=open" what="open disagreements" />,
  },
  {
    key: 'rate',
    header: 'Agreement',
    value: ({ percent }) => percent ?? -1,
    cell: (row) => agreementWords(row),
  },
];

/** How far second assessors agree with each assessor; an assessor sees their own. */
export function AgreementPage() {
  const query = useQuery(agreementQuery);
  const { permissions } = useMe();
  const view = useTableView('', 'assessor');
  const everybody = permissions.includes('moderation.manage');
  return (
    <Page title={everybody ? 'Agreement of assessors' : 'How far second assessors agree with me'}>
      <ReviewPages />
      <Loaded query={query} what="the figures">
        {({ since, items }) => (
          <>
            <p>
              Approvals since <DateText date={since} plain />. Of those that were drawn and judged: with how many the second
              assessor agreed. Below ten judged there is no interval, because it would say little.
            </p>
            <LocalTable
              caption="Agreement by assessor"
              hideCaption
              columns={columns}
              rows={items}
              rowKey={({ assessor }) => assessor.id}
              view={view}
              searchLabel={everybody ? 'Search by name' : undefined}
              empty={
                <EmptyState title="There are no approvals in this time.">
                  <p>Once claims are approved, they appear here with what was drawn for a second assessor.</p>
                </EmptyState>
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
