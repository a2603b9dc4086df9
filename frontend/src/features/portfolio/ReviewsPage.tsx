import { useQuery } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  ButtonLink,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Loaded,
  Page,
  sortText,
  useSettled,
  useTableView,
} from '@/design';
import { claimsToConfirmQuery } from './queries';
import type { ClaimSummary } from './types';

const columns: Column<ClaimSummary>[] = [
  {
    key: 'person',
    header: 'Person',
    rowHeader: true,
    sortable: true,
    cell: ({ id, person, statement }) => (
      <Link to={`/reviews/${id}`}>
        {person.name}
        <span className="nhsuk-u-visually-hidden">
          : {statement.code} {statement.level}, {statement.aspect}
        </span>
      </Link>
    ),
  },
  {
    key: 'code',
    header: 'Skill',
    sortable: true,
    cell: ({ statement }) => (
      <span className="bw-nowrap">
        {statement.code} {statement.level}
      </span>
    ),
  },
  {
    key: 'statement',
    header: 'Statement',
    cell: ({ statement }) => (
      <>
        {statement.aspect}
        <span className="bw-statement">{statement.text}</span>
      </>
    ),
  },
  {
    key: 'submittedAt',
    header: 'Submitted',
    sortable: true,
    cell: ({ submittedAt }) => <DateText date={submittedAt} plain />,
  },
  {
    key: 'waiting',
    header: 'Working days waiting',
    numeric: true,
    cell: ({ waitingWorkingDays }) => waitingWorkingDays ?? 0,
  },
];

export function ReviewsPage() {
  const view = useTableView('', 'submittedAt');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['reviews', search, sort], (cursor) =>
    answer(api.GET('/reviews', { params: { query: { q: search || undefined, sort, cursor } } })),
  );
  const first = list.rows[0];
  return (
    <Page
      title="Reviews"
      action={first && view.search === '' ? <ButtonLink href={`/reviews/${first.id}`}>Open the first</ButtonLink> : null}
    >
      <p>Claims that wait for your decision, the oldest first. Nobody decides on their own.</p>
      <ClaimsToConfirm />
      <Loaded query={list.whole} what="the queue">
        {() => (
          <DataTable
            caption="Claims that wait for your review"
            hideCaption
            columns={columns}
            rows={list.rows}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by person or statement"
            total={list.total}
            hasMore={list.hasMore}
            more={list.more}
            loadingMore={list.loadingMore}
            empty={
              <EmptyState title="Nothing waits for your review.">
                <p>When somebody whom you assess or manage submits a claim, it appears here.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Approved claims whose statement was given another meaning since. */
function ClaimsToConfirm() {
  const { data } = useQuery(claimsToConfirmQuery);
  if (!data || data.total === 0) return null;
  return (
    <InsetText>
      <p>
        <Link to="/reviews/confirmations">
          {data.total === 1 ? '1 approved claim needs' : `${data.total} approved claims need`} confirming
        </Link>
        : the meaning of a statement was changed.
      </p>
    </InsetText>
  );
}
