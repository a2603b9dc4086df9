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
  StateTag,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { ReplacedWords } from './ConfirmationForm';
import { ConfirmationState } from './ConfirmationState';
import type { ClaimConfirmation } from './queries';

const pathOf = ({ claimId, statement }: ClaimConfirmation) => `/reviews/confirmations/${claimId}/${statement.id}`;

const columns: Column<ClaimConfirmation>[] = [
  {
    key: 'name',
    header: 'Person',
    rowHeader: true,
    sortable: true,
    cell: (row) =>
      row.decision === 'waiting' ? (
        <Link to={pathOf(row)}>
          {row.person.name}
          <span className="nhsuk-u-visually-hidden">
            : {row.statement.code} {row.statement.level}, {row.statement.aspect}
          </span>
        </Link>
      ) : (
        row.person.name
      ),
  },
  {
    key: 'state',
    header: 'Claim',
    cell: ({ state, approvedLevel, approvedOn }) => (
      <>
        <StateTag kind="claim" state={state} />
        <span className="bw-small bw-block">
          {approvedLevel === undefined ? '' : `Level ${approvedLevel}, `}
          <DateText date={approvedOn} plain none="" />
        </span>
      </>
    ),
  },
  { key: 'code', header: 'Statement', sortable: true, cell: (row) => <ReplacedWords {...row} /> },
  { key: 'replacedOn', header: 'Replaced on', sortable: true, cell: ({ replacedOn }) => <DateText date={replacedOn} plain /> },
  { key: 'decision', header: 'Decision', cell: (row) => <ConfirmationState {...row} /> },
];

/** The approved claims that rest on a statement whose meaning was changed. */
export function ClaimConfirmationsPage() {
  const view = useTableView('', 'name');
  const [state, setState] = useFilter('state', 'waiting');
  const decided = state === 'decided';
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['confirmations', 'claims', search, sort, state], (cursor) =>
    answer(
      api.GET('/confirmations/claims', {
        params: { query: { q: search || undefined, sort, cursor, state: decided ? 'decided' : 'waiting' } },
      }),
    ),
  );
  const first = list.rows[0];
  return (
    <Page
      title="Claims to confirm"
      breadcrumbs={[{ label: 'Reviews', href: '/reviews' }]}
      action={!decided && first ? <ButtonLink href={pathOf(first)}>Open the first</ButtonLink> : null}
    >
      <p>
        The meaning of a statement was changed after these claims on it were approved. Until you decide, they count for
        the old statement only.
      </p>
      <p>
        <button type="button" className="bw-link-button" onClick={() => setState(decided ? 'waiting' : 'decided')}>
          {decided ? 'Show those that wait' : 'Show those that are decided'}
        </button>
      </p>
      <Loaded query={list.whole} what="the claims">
        {() => (
          <DataTable
            caption={decided ? 'Claims that are decided' : 'Claims that wait'}
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ claimId, statement }) => `${claimId} ${statement.id}`}
            view={view}
            searchLabel="Search by person or statement"
            empty={
              <EmptyState title={decided ? 'Nothing has been decided yet.' : 'No claim waits for you.'}>
                <p>
                  When an edition changes the meaning of a statement on which you or another assessor approved a claim, it
                  appears here.
                </p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
