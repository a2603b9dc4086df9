import { Link } from 'react-router';
import { type Column, EmptyState, FilterSelect, LocalTable, useFilter, useTableView } from '@/design';
import type { Subject } from '@/session/subject';
import { ClaimTag } from './NeedsFresh';
import type { Portfolio, PortfolioStatement } from './types';
import { importanceWord, statementName } from './words';

const stateChoices = [
  { value: '', label: 'All states' },
  { value: 'not_claimed', label: 'Not claimed' },
  { value: 'draft', label: 'Draft' },
  { value: 'submitted', label: 'Waiting for review' },
  { value: 'in_review', label: 'In review' },
  { value: 'returned', label: 'Returned' },
  { value: 'approved', label: 'Approved' },
  { value: 'approved_lower', label: 'Approved at a lower level' },
  { value: 'needs_fresh_evidence', label: 'Needs fresh evidence' },
  { value: 'withdrawn', label: 'Withdrawn' },
];

const importanceOrder = { essential: 1, desirable: 2, not_required: 3 };

/** The state that a row shows: an approval that counts no longer is none. */
const shownState = (row: PortfolioStatement) => (row.needsFreshEvidence ? 'needs_fresh_evidence' : row.state);

function columnsFor(subject: Subject): Column<PortfolioStatement>[] {
  return [
    {
      key: 'code',
      header: 'Skill',
      value: ({ statement }) => `${statement.code} ${statement.level} ${statement.skill}`,
      cell: ({ statement }) => (
        <span className="bw-nowrap">
          {statement.code} {statement.level}
        </span>
      ),
    },
    {
      key: 'aspect',
      header: 'Statement',
      rowHeader: true,
      value: ({ statement }) => `${statement.aspect} ${statement.text}`,
      cell: (row) => <StatementCell row={row} subject={subject} />,
    },
    {
      key: 'importance',
      header: subject.own ? 'My role' : 'Role',
      value: ({ importance }) => importanceOrder[importance],
      cell: ({ importance }) => importanceWord(importance),
    },
    {
      key: 'state',
      header: 'State',
      value: shownState,
      cell: (row) => <StateCell row={row} />,
    },
    {
      key: 'evidence',
      header: 'Evidence',
      numeric: true,
      value: ({ evidenceCount }) => evidenceCount,
      cell: ({ evidenceCount }) => evidenceCount,
    },
  ];
}

/** Every statement that the role asks for or that was claimed, with where it stands. */
export function StatementsTable({ portfolio, subject }: { portfolio: Portfolio; subject: Subject }) {
  const view = useTableView('', 'code');
  const [show, setShow] = useFilter('show', 'required');
  const [state, setState] = useFilter('state');

  const rows = portfolio.statements.filter(
    (row) => (show === 'all' || row.importance !== 'not_required') && (state === '' || shownState(row) === state),
  );

  return (
    <LocalTable
      caption="Statements"
      hideCaption
      columns={columnsFor(subject)}
      rows={rows}
      rowKey={({ statement }) => statement.id}
      view={view}
      pageSize={20}
      searchLabel="Search statements"
      filters={
        <>
          <FilterSelect
            label="Show"
            value={show}
            onChange={setShow}
            choices={[
              { value: 'required', label: subject.own ? 'Needed for my role' : 'Needed for the role' },
              { value: 'all', label: 'Everything claimed too' },
            ]}
          />
          <FilterSelect label="State" value={state} onChange={setState} choices={stateChoices} />
        </>
      }
      empty={
        <EmptyState title="No statements here.">
          {portfolio.role ? (
            <p>
              Choose another state, or show everything claimed too.
              {subject.own ? ' To claim a statement, add evidence first.' : ''}
            </p>
          ) : (
            <p>Without an appointment no role asks for statements. An administrator records appointments.</p>
          )}
        </EmptyState>
      }
    />
  );
}

function StatementCell({ row, subject }: { row: PortfolioStatement; subject: Subject }) {
  const { statement, claimId } = row;
  const href = claimId
    ? `${subject.portfolioPath}/claims/${claimId}`
    : subject.own
      ? `${subject.portfolioPath}/claims/new?statement=${statement.id}`
      : undefined;
  return (
    <>
      {href ? (
        <Link to={href} aria-label={`${claimId ? '' : 'Claim '}${statementName(statement)}`}>
          {statement.aspect}
        </Link>
      ) : (
        statement.aspect
      )}
      <span className="bw-statement">{statement.text}</span>
    </>
  );
}

function StateCell({ row }: { row: PortfolioStatement }) {
  return (
    <>
      <ClaimTag state={row.state} fresh={row.needsFreshEvidence} sealed={row.sealed} />
      {row.needsFreshEvidence ? <span className="bw-note">{row.needsFreshEvidence.because}</span> : null}
      {row.state === 'approved_lower' && row.approvedLevel ? (
        <span className="bw-note">at level {row.approvedLevel}</span>
      ) : null}
      {row.unanswered ? <span className="bw-note">Unanswered message from a reviewer</span> : null}
      {row.approvedThrough ? <span className="bw-note">through the claim on a higher level</span> : null}
    </>
  );
}
