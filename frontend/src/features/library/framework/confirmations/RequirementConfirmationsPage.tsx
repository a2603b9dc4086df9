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
import type { RequirementConfirmation } from './queries';
import { bandName, libraryCrumb } from '../../words';

const pathOf = ({ requirementId, statement }: RequirementConfirmation) =>
  `/library/confirmations/${requirementId}/${statement.id}`;

const columns: Column<RequirementConfirmation>[] = [
  {
    key: 'title',
    header: 'Role',
    rowHeader: true,
    sortable: true,
    cell: (row) => (
      <>
        {row.decision === 'waiting' ? <Link to={pathOf(row)}>{row.title}</Link> : row.title}
        <span className="bw-block bw-regular bw-small">{bandName(row.band)}</span>
      </>
    ),
  },
  {
    key: 'importance',
    header: 'Asked for as',
    cell: ({ importance }) => <StateTag kind="importance" state={importance} />,
  },
  { key: 'code', header: 'Statement', sortable: true, cell: (row) => <ReplacedWords {...row} /> },
  { key: 'replacedOn', header: 'Replaced on', sortable: true, cell: ({ replacedOn }) => <DateText date={replacedOn} plain /> },
  { key: 'decision', header: 'Decision', cell: (row) => <ConfirmationState {...row} /> },
];

/** The requirements of roles that rest on a statement whose meaning was changed. */
export function RequirementConfirmationsPage() {
  const view = useTableView('', 'title');
  const [state, setState] = useFilter('state', 'waiting');
  const decided = state === 'decided';
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['confirmations', 'requirements', search, sort, state], (cursor) =>
    answer(
      api.GET('/confirmations/requirements', {
        params: { query: { q: search || undefined, sort, cursor, state: decided ? 'decided' : 'waiting' } },
      }),
    ),
  );
  const first = list.rows[0];
  return (
    <Page
      title="Requirements to confirm"
      breadcrumbs={[libraryCrumb]}
      action={!decided && first ? <ButtonLink href={pathOf(first)}>Open the first</ButtonLink> : null}
    >
      <p>
        The meaning of a statement was changed, and these roles asked for the old one. Until you decide, they still do.
      </p>
      <p>
        <button type="button" className="bw-link-button" onClick={() => setState(decided ? 'waiting' : 'decided')}>
          {decided ? 'Show those that wait' : 'Show those that are decided'}
        </button>
      </p>
      <Loaded query={list.whole} what="the requirements">
        {() => (
          <DataTable
            caption={decided ? 'Requirements that are decided' : 'Requirements that wait'}
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ requirementId, statement }) => `${requirementId} ${statement.id}`}
            view={view}
            searchLabel="Search by role or statement"
            empty={
              <EmptyState title={decided ? 'Nothing has been decided yet.' : 'No requirement waits for you.'}>
                <p>When an edition changes the meaning of a statement that a role asks for, it appears here.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
