import { useQuery } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { Link, useLocation, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  ButtonLink,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { CoveringNote } from '@/session/covers';
import { AgeTag } from './AgeTag';
import { allStatementsQuery, claimsToConfirmQuery, queueFilterOf, teamsQuery } from './queries';
import { ReviewPages } from './ReviewPages';
import type { ClaimSummary, Schemas } from './types';

function columnsFor(search: string, people: (id: string) => string): Column<ClaimSummary>[] {
  return [
    {
      key: 'person',
      header: 'Person',
      rowHeader: true,
      sortable: true,
      cell: ({ id, person, title, covering }) => (
        <>
          <Link to={`/reviews/${id}${search}`}>
            {person.name}
            <span className="nhsuk-u-visually-hidden">: {title}</span>
          </Link>
          <span className="bw-note">
            <Link to={people(person.id)} className="bw-note__link">
              Only theirs<span className="nhsuk-u-visually-hidden">: {person.name}</span>
            </Link>
          </span>
          <CoveringNote covering={covering} />
        </>
      ),
    },
    {
      key: 'code',
      header: 'Statement or criterion',
      sortable: true,
      cell: ({ title, statement, criterion }) => (
        <>
          {statement ? title : `Criterion: ${criterion?.group ?? ''}`}
          <span className="bw-statement">{statement?.text ?? criterion?.text}</span>
        </>
      ),
    },
    {
      key: 'submittedAt',
      header: 'Submitted',
      sortable: true,
      cell: ({ submittedAt }) => <DateText date={submittedAt} plain />,
    },
    { key: 'waiting', header: 'Age', cell: ({ age }) => <AgeTag age={age} /> },
    {
      key: 'reviewer',
      header: 'In review',
      cell: ({ reviewer, messages }) => (
        <>
          {reviewer ? reviewer.name : 'Nobody yet'}
          {messages?.unanswered ? (
            <span className="bw-note">
              {messages.unread > 0 ? `Unanswered message, ${messages.unread} new` : 'Unanswered message'}
            </span>
          ) : null}
        </>
      ),
    },
  ];
}

export function ReviewsPage() {
  const view = useTableView('', 'submittedAt');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [params] = useSearchParams();
  const location = useLocation();
  const filter = { ...queueFilterOf(params), q: search || undefined, sort };
  const list = useList<ClaimSummary, Schemas['ReviewQueue']>(['reviews', filter], (cursor) =>
    answer(api.GET('/reviews', { params: { query: { ...filter, cursor } } })),
  );
  const first = list.rows[0];
  const only = (personId: string) => {
    const next = new URLSearchParams(params);
    next.set('personId', personId);
    return `/reviews?${next.toString()}`;
  };
  return (
    <Page
      title="Reviews"
      action={first ? <ButtonLink href={`/reviews/${first.id}${location.search}`}>Open the first</ButtonLink> : null}
    >
      <ReviewPages />
      <p>
        Claims that wait for a decision, the oldest first. Nobody decides on their own.{' '}
        {list.whole.data ? <TargetSentence target={list.whole.data.target} /> : null}
      </p>
      <ClaimsToConfirm />
      {filter.personId && first ? (
        <p>
          Only the claims of {first.person.name}. <Link to="/reviews">Show everybody’s</Link>
        </p>
      ) : null}
      <Loaded query={list.whole} what="the queue">
        {() => (
          <DataTable
            caption="Claims that wait for your review"
            hideCaption
            columns={columnsFor(location.search, only)}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by person, statement or criterion"
            filters={<QueueFilters />}
            empty={
              <EmptyState title="Nothing waits for your review here.">
                <p>When somebody whom you assess or manage submits a claim, it appears here.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

function QueueFilters() {
  const [show, setShow] = useFilter('show');
  const [team, setTeam] = useFilter('team');
  const [code, setCode] = useFilter('code');
  const teams = useQuery(teamsQuery);
  const statements = useQuery(allStatementsQuery);
  const codes = [...new Set((statements.data ?? []).map((statement) => statement.code))].sort();
  return (
    <>
      <FilterSelect
        label="Show"
        value={show}
        onChange={setShow}
        choices={[
          { value: '', label: 'Everything that waits' },
          { value: 'over', label: 'Over target' },
          { value: 'mine', label: 'In review by me' },
          { value: 'unanswered', label: 'Unanswered messages' },
        ]}
      />
      <FilterSelect
        label="Team"
        value={team}
        onChange={setTeam}
        choices={[
          { value: '', label: 'All teams' },
          ...(teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <FilterSelect
        label="Skill"
        value={code}
        onChange={setCode}
        choices={[
          { value: '', label: 'All skills' },
          ...codes.map((one) => ({ value: one, label: one })),
        ]}
      />
    </>
  );
}

/** By when a claim is to be decided, and who said so. */
export function TargetSentence({ target }: { target: Schemas['ReviewTarget'] }) {
  const days = target.workingDays === 1 ? '1 working day' : `${target.workingDays} working days`;
  return (
    <>
      A claim is to be decided within {days} (without England’s bank holidays).{' '}
      {target.own && target.setBy ? (
        <>
          {target.setBy.name} set this from <DateText date={target.effectiveOn} plain />: {target.reason}
        </>
      ) : (
        'Your organisation has set no target of its own.'
      )}
    </>
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
