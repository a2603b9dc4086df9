import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import {
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  StateTag,
  SubNavigation,
  TableDownload,
  TodayContext,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { SaveView } from '@/session/SaveView';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { TeamFilter } from './TeamFilter';
import { counted, organisationCrumb, organisationPages } from './words';

type Answer = components['schemas']['ReadinessPage'];
type Row = components['schemas']['ReadinessRow'];
type Choices = components['schemas']['WorkforceChoices'];

/** How far everybody meets their own role, the one that comes next, or any other. */
export function ReadinessPage() {
  const me = useMe();
  const view = useTableView('', 'name');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [against] = useFilter('against', 'own');
  const [teamId] = useFilter('teamId');
  const [band] = useFilter('band');
  const [roleId] = useFilter('roleId');
  const [managerId] = useFilter('managerId');
  const [skill] = useFilter('skill');
  const query = {
    against,
    teamId: teamId || undefined,
    band: band || undefined,
    roleId: roleId || undefined,
    managerId: managerId || undefined,
    skill: skill || undefined,
  };
  const list = useList<Row, Answer>(['workforce', 'readiness', search, sort, query], (cursor) =>
    answer(api.GET('/workforce/readiness', { params: { query: { ...query, q: search || undefined, sort, cursor } } })),
  );
  const gapOf = ({ person, compared }: Row) =>
    compared ? `${subjectOf(person.id, me.person.id).progressPath}/gap?role=${compared.id}` : '';
  return (
    <Page title="Readiness" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <p>
        Who meets what a role asks, essential before desirable. Open a person’s sentence to see every requirement with its
        reason.
      </p>
      <Loaded query={list.whole} what="the readiness">
        {(page) => (
          <TodayContext value={page.dataOn}>
            {list.total > 0 ? (
              <p>
                {counted(page.ready, 'person meets', 'people meet')} everything essential
                {skill === '' ? '' : ` in ${skill}`} of the role compared, out of {page.total}.
              </p>
            ) : null}
            <DataTable
              caption="Readiness"
              hideCaption
              columns={columnsFor(gapOf)}
              list={list}
              rowKey={({ person }) => person.id}
              view={view}
              searchLabel="Search by name"
              filters={<Filters choices={page.choices} />}
              empty={
                <EmptyState title="Nobody is in this list.">
                  <p>
                    {skill === ''
                      ? 'Choose another team, band, role or line manager.'
                      : `No role compared here asks for a statement of ${skill}. Choose another skill.`}
                  </p>
                </EmptyState>
              }
            />
            <TableDownload table="readiness" what="this list" />
            <SaveView page="readiness" />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function columnsFor(gapOf: (row: Row) => string): Column<Row>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      sortable: true,
      cell: ({ person, role, band, team }) => (
        <>
          {person.name}
          <span className="bw-note">
            {role.name}, band {band}
            <br />
            {team.name}
          </span>
        </>
      ),
    },
    {
      key: 'role',
      header: 'Compared with',
      sortable: true,
      cell: ({ compared, because }) => (
        <>
          {compared ? `${compared.name}${compared.band === '' ? '' : `, band ${compared.band}`}` : 'No role'}
          <span className="bw-note">{because}</span>
        </>
      ),
    },
    {
      key: 'readiness',
      header: 'Essential met',
      sortable: true,
      cell: (row) => <MetCell row={row} gap={gapOf(row)} />,
    },
    {
      key: 'missing',
      header: 'Nearest missing',
      sortable: true,
      cell: (row) => <NearestCell row={row} gap={gapOf(row)} />,
    },
  ];
}

function MetCell({ row, gap }: { row: Row; gap: string }) {
  const { counts, share, summary, person } = row;
  if (gap === '') return <>{summary}</>;
  return (
    <>
      <Link to={gap}>
        {summary}
        <span className="nhsuk-u-visually-hidden"> ({person.name})</span>
      </Link>
      {share === undefined ? null : (
        <span className="bw-note">
          {share} % of {counts.essentialRequired} essential
        </span>
      )}
    </>
  );
}

function NearestCell({ row, gap }: { row: Row; gap: string }) {
  const { nearest, further, counts, person } = row;
  if (gap === '' || counts.essentialRequired === 0) return null;
  if (nearest.length === 0) return <>Nothing essential</>;
  return (
    <>
      {nearest.map(({ title, state, toBeConfirmed, statementId }) => (
        <span key={`${title} ${statementId ?? ''}`} className="bw-block bw-nearest">
          {title} <StateTag kind="requirement" state={toBeConfirmed ? 'to_be_confirmed' : state} />
        </span>
      ))}
      {further > 0 ? (
        <Link to={gap} aria-label={`and ${further} more, ${person.name}`}>
          and {further} more
        </Link>
      ) : null}
    </>
  );
}

function Filters({ choices }: { choices: Choices }) {
  const [against, setAgainst] = useFilter('against', 'own');
  const [band, setBand] = useFilter('band');
  const [roleId, setRole] = useFilter('roleId');
  const [managerId, setManager] = useFilter('managerId');
  const [skill, setSkill] = useFilter('skill');
  const all = { value: '', label: 'All' };
  return (
    <>
      <FilterSelect
        label="Compare with"
        value={against}
        onChange={setAgainst}
        choices={[
          { value: 'own', label: 'Their own role' },
          { value: 'next', label: 'Their next role' },
          ...choices.ladder.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TeamFilter />
      <FilterSelect label="Band" value={band} onChange={setBand} choices={[all, ...choices.bands.map((one) => ({ value: one, label: one }))]} />
      <FilterSelect
        label="Own role"
        value={roleId}
        onChange={setRole}
        choices={[all, ...choices.roles.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <FilterSelect
        label="Line manager"
        value={managerId}
        onChange={setManager}
        choices={[all, ...choices.managers.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <FilterSelect
        label="Skill"
        value={skill}
        onChange={setSkill}
        choices={[all, ...choices.skills.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))]}
      />
    </>
  );
}
