import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import {
  type Column,
  DateText,
  EmptyState,
  FilterSelect,
  Loaded,
  LocalTable,
  longDate,
  Page,
  Section,
  StateTag,
  SubNavigation,
  TodayContext,
  useFilter,
  useTableView,
  Why,
} from '@/design';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { TeamFilter } from './TeamFilter';
import { organisationCrumb, organisationPages } from './words';

type Assurance = components['schemas']['Assurance'];
type Line = components['schemas']['AssuranceLine'];
type Team = components['schemas']['AssuranceTeam'];

/** What a data security toolkit asks about coders' training, team by team, with the people behind each number. */
export function AssurancePage() {
  const [teamId] = useFilter('teamId');
  const [edition, setEdition] = useFilter('edition');
  const query = useQuery({
    queryKey: ['training-assurance', teamId, edition],
    queryFn: () =>
      answer(
        api.GET('/training-assurance', {
          params: { query: { teamId: teamId || undefined, edition: edition || undefined } },
        }),
      ),
  });
  const pack = (format: string) =>
    `/api/v1/training-assurance/pack?${new URLSearchParams({ format, ...(teamId ? { teamId } : {}), ...(edition ? { edition } : {}) }).toString()}`;
  return (
    <Page title="Training assurance" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <Loaded query={query} what="the assurance">
        {(report) => (
          <TodayContext value={report.dataOn}>
            <div className="bw-table__tools bw-choices">
              <FilterSelect
                label="Headings of"
                value={edition}
                onChange={setEdition}
                choices={[
                  { value: '', label: `In force: ${report.editions.at(-1)?.title ?? ''}` },
                  ...report.editions.map(({ key, title }) => ({ value: key, label: title })),
                ]}
              />
              <TeamFilter />
            </div>
            <p>
              Headings of {report.edition.title}, in force from {longDate(report.edition.from)}. Data of{' '}
              {longDate(report.dataOn)}. <span className="bw-small">{report.edition.source}</span>
            </p>
            <div className="nhsuk-button-group">
              <Button as="a" href={pack('pdf')} secondary download>
                Download the pack (PDF)
              </Button>
              <Button as="a" href={pack('xlsx')} secondary download>
                Download the pack (XLSX)
              </Button>
            </div>
            {report.items.length === 0 ? (
              <EmptyState title="Nobody within your reach is on a road that asks for these courses." />
            ) : (
              <Parts report={report} />
            )}
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function Parts({ report }: { report: Assurance }) {
  const lines = report.items;
  return (
    <>
      <Section title="Teams">
        <Teams teams={report.teams} />
      </Section>
      <Section title={report.edition.standardsCourse}>
        <Starts lines={lines} />
      </Section>
      <Section title={report.edition.refresher}>
        <Refreshers lines={lines.filter(({ accreditation }) => accreditation !== 'not_held')} />
      </Section>
      <Section title={report.edition.exemptions}>
        <Exemptions lines={lines.filter(({ exemptions }) => exemptions.length > 0)} />
      </Section>
    </>
  );
}

function Teams({ teams }: { teams: Team[] }) {
  const view = useTableView();
  const [, setTeam] = useFilter('teamId');
  const number = (key: keyof Omit<Team, 'team'>, header: string): Column<Team> => ({
    key,
    header,
    numeric: true,
    value: (team) => team[key],
    cell: (team) => team[key],
  });
  const columns: Column<Team>[] = [
    {
      key: 'team',
      header: 'Team',
      rowHeader: true,
      value: ({ team }) => team.name,
      cell: ({ team }) => (
        <button type="button" className="nhsuk-link bw-link-button" onClick={() => setTeam(team.id)}>
          {team.name}
        </button>
      ),
    },
    number('people', 'People'),
    number('inTime', 'Started in time'),
    number('late', 'Started late'),
    number('missing', 'No start recorded'),
    number('open', 'Still in time'),
    number('current', 'Refresher current'),
    number('refresherDue', 'Refresher due'),
    number('lapsed', 'Refresher overdue'),
    number('exemptions', 'Exemptions'),
  ];
  return (
    <LocalTable caption="Teams" hideCaption columns={columns} rows={teams} rowKey={({ team }) => team.id} view={view} empty={null} />
  );
}

function useNames() {
  const me = useMe();
  return ({ person }: Line) => <Link to={subjectOf(person.id, me.person.id).progressPath}>{person.name}</Link>;
}

function Starts({ lines }: { lines: Line[] }) {
  const view = useTableView();
  const name = useNames();
  const columns: Column<Line>[] = [
    { key: 'name', header: 'Name', rowHeader: true, value: ({ person }) => person.name, cell: name },
    { key: 'team', header: 'Team', value: ({ team }) => team.name, cell: ({ team }) => team.name },
    {
      key: 'limit',
      header: 'To be started by',
      value: ({ limitOn }) => limitOn,
      cell: ({ limitOn }) => <DateText date={limitOn} plain />,
    },
    {
      key: 'start',
      header: 'Standing',
      value: ({ start }) => start,
      cell: ({ start, because, person }) => (
        <>
          <StateTag kind="assurance" state={start} />
          <Why about={`${person.name} stands so`}>
            <p>{because}</p>
          </Why>
        </>
      ),
    },
  ];
  return (
    <LocalTable
      caption="Start of the Standards course"
      hideCaption
      columns={columns}
      rows={lines}
      rowKey={({ person }) => person.id}
      view={view}
      searchLabel="Search by name or team"
      empty={<EmptyState title="Nobody to show." />}
    />
  );
}

function Refreshers({ lines }: { lines: Line[] }) {
  const view = useTableView();
  const name = useNames();
  const columns: Column<Line>[] = [
    { key: 'name', header: 'Name', rowHeader: true, value: ({ person }) => person.name, cell: name },
    { key: 'team', header: 'Team', value: ({ team }) => team.name, cell: ({ team }) => team.name },
    {
      key: 'due',
      header: 'Refresher due',
      value: ({ refresherDueOn }) => refresherDueOn ?? '',
      cell: ({ refresherDueOn }) => (refresherDueOn ? <DateText date={refresherDueOn} /> : null),
    },
    {
      key: 'status',
      header: 'Status',
      value: ({ accreditation }) => accreditation,
      cell: ({ accreditation, refresherBecause, person }) => (
        <>
          <StateTag kind="accreditation" state={accreditation} />
          <Why about={`${person.name}'s refresher is due then`}>
            <p>{refresherBecause}</p>
          </Why>
        </>
      ),
    },
  ];
  return (
    <LocalTable
      caption="Refreshers"
      hideCaption
      columns={columns}
      rows={lines}
      rowKey={({ person }) => person.id}
      view={view}
      empty={<EmptyState title="Nobody of these is accredited." />}
    />
  );
}

function Exemptions({ lines }: { lines: Line[] }) {
  if (lines.length === 0) return <EmptyState title="There are no exemptions." />;
  return (
    <ul className="bw-rows">
      {lines.flatMap(({ person, exemptions }) =>
        exemptions.map(({ milestone, title, reason, by, on }) => (
          <li key={`${person.id} ${milestone}`}>
            <span>
              {person.name}: {title}. {reason || 'The reason is kept in the record of the person.'}
            </span>
            <span className="bw-note">
              {by}, {longDate(on)}
            </span>
          </li>
        )),
      )}
    </ul>
  );
}
