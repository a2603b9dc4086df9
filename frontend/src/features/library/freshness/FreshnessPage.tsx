import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { ButtonLink, type Column, DataTable, DateText, EmptyState, Loaded, LocalTable, Page, Section, useTableView } from '@/design';
import { useMay } from '@/session/session';
import { counted, libraryCrumb } from '../words';
import {
  type ClassificationEdition,
  classificationEditionsQuery,
  type EndedFreshnessRule,
  freshnessPath,
  type FreshnessRule,
  freshnessRulesQuery,
} from './queries';

/** How long approvals count, what has to be current, and which editions of classifications ask for fresh evidence. */
export function FreshnessPage() {
  const may = useMay('roles.manage');
  return (
    <Page
      title="What stays fresh, and how long"
      breadcrumbs={[libraryCrumb]}
      action={may ? <ButtonLink href={`${freshnessPath}/rules/new`}>Set a rule</ButtonLink> : undefined}
    >
      <p>
        An approval counts without end unless a rule says how long, or a new edition of a classification asks for evidence from
        its time. When it counts no longer, the statement needs fresh evidence; the approval itself stays on record.
      </p>
      <Section title="Rules">
        <Rules may={may} />
      </Section>
      <Section title="Editions of classifications">
        <Editions may={may} />
      </Section>
      <Section title="Rules that have ended">
        <EndedRules />
      </Section>
    </Page>
  );
}

const kindWords = { statement: 'Statement', accreditation: 'Accreditation' };

function Rules({ may }: { may: boolean }) {
  const query = useQuery(freshnessRulesQuery);
  const view = useTableView('rules', 'name');
  const columns: Column<FreshnessRule>[] = [
    {
      key: 'name',
      header: 'What',
      rowHeader: true,
      value: ({ name }) => name,
      cell: ({ kind, key, name }) => (
        <>
          {kind === 'statement' ? <Link to={`/library/statements/${key}`}>{name}</Link> : name}
          <span className="bw-note">{kindWords[kind]}</span>
        </>
      ),
    },
    {
      key: 'period',
      header: 'Counts for',
      value: ({ period }) => period,
      cell: ({ period }) => period || 'While it is current',
    },
    { key: 'reason', header: 'Reason', value: ({ reason }) => reason, cell: ({ reason }) => reason },
    {
      key: 'by',
      header: 'Set by',
      value: ({ changedBy }) => changedBy.name,
      cell: ({ changedBy, changedOn }) => (
        <>
          {changedBy.name}
          <span className="bw-note">
            <DateText date={changedOn} plain />
          </span>
        </>
      ),
    },
  ];
  const edit: Column<FreshnessRule> = {
    key: 'edit',
    header: 'Change',
    cell: ({ id, name }) => (
      <>
        <Link to={`${freshnessPath}/rules/${id}`}>
          Change<span className="nhsuk-u-visually-hidden"> the rule for {name}</span>
        </Link>
        <br />
        <Link to={`${freshnessPath}/rules/${id}/end`}>
          End<span className="nhsuk-u-visually-hidden"> the rule for {name}</span>
        </Link>
      </>
    ),
  };
  return (
    <Loaded query={query} what="the rules">
      {({ items }) => (
        <LocalTable
          caption="Rules of freshness"
          hideCaption
          view={view}
          columns={may ? [...columns, edit] : columns}
          rows={items}
          rowKey={({ id }) => id}
          searchLabel={items.length > 10 ? 'Search rules' : undefined}
          empty={
            <EmptyState title="No rule is set.">
              <p>Approvals count without end, except where an edition of a classification asks for fresh evidence.</p>
            </EmptyState>
          }
        />
      )}
    </Loaded>
  );
}

const editionColumns: Column<ClassificationEdition>[] = [
  {
    key: 'name',
    header: 'Edition',
    rowHeader: true,
    value: ({ name, classification }) => `${name} ${classification}`,
    cell: ({ id, name, classification, own }) => (
      <>
        <Link to={`${freshnessPath}/editions/${id}`}>{name}</Link>
        <span className="bw-note">
          {classification}
          {own ? ', added by your organisation' : ''}
        </span>
      </>
    ),
  },
  {
    key: 'starts',
    header: 'From',
    value: ({ startsOn }) => startsOn,
    cell: ({ startsOn }) => <DateText date={startsOn} plain />,
  },
  {
    key: 'count',
    header: 'Affects',
    value: ({ statementCount }) => statementCount,
    cell: ({ statementCount, starting }) => (
      <>
        {counted(statementCount, 'statement')}
        {starting ? <span className="bw-note">as the installation proposes</span> : null}
      </>
    ),
  },
];

function Editions({ may }: { may: boolean }) {
  const query = useQuery(classificationEditionsQuery);
  const view = useTableView('editions', '-starts');
  return (
    <>
      <p>Evidence from before an edition’s first day counts no longer for the statements that it affects.</p>
      {may ? (
        <ButtonLink href={`${freshnessPath}/editions/new`} secondary>
          Add an edition
        </ButtonLink>
      ) : null}
      <Loaded query={query} what="the editions">
        {({ items }) => (
          <LocalTable
            caption="Editions of classifications"
            hideCaption
            view={view}
            columns={editionColumns}
            rows={items}
            rowKey={({ id }) => id}
            searchLabel={items.length > 10 ? 'Search editions' : undefined}
            empty={
              <EmptyState title="There is no edition.">
                <p>Add one when a classification changes what people have to know.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </>
  );
}

const endedColumns: Column<EndedFreshnessRule>[] = [
  {
    key: 'name',
    header: 'What',
    rowHeader: true,
    cell: ({ kind, name, period }) => (
      <>
        {name}
        <span className="bw-note">
          {kindWords[kind]}
          {period ? `, counted for ${period}` : ''}
        </span>
      </>
    ),
  },
  { key: 'reason', header: 'Was set because', cell: ({ reason }) => reason },
  { key: 'endReason', header: 'Ended because', cell: ({ endReason }) => endReason },
  {
    key: 'by',
    header: 'Ended by',
    cell: ({ endedBy, endedOn }) => (
      <>
        {endedBy.name}
        <span className="bw-note">
          <DateText date={endedOn} plain />
        </span>
      </>
    ),
  },
];

function EndedRules() {
  const view = useTableView('ended');
  const list = useList(['ended-freshness-rules'], (cursor) =>
    answer(api.GET('/ended-freshness-rules', { params: { query: { cursor } } })),
  );
  return (
    <Loaded query={list.whole} what="the ended rules">
      {() => (
        <DataTable
          caption="Rules that have ended"
          hideCaption
          view={view}
          columns={endedColumns}
          list={list}
          rowKey={({ id }) => id}
          empty={<EmptyState title="No rule has ended." />}
        />
      )}
    </Loaded>
  );
}
