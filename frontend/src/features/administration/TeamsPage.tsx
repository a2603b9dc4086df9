import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ButtonLink, type Column, EmptyState, Loaded, LocalTable, Page, useTableView } from '@/design';
import { useMay } from '@/session/session';
import { teamsQuery } from './queries';
import { placed, type PlacedTeam } from './teamTree';
import { administrationCrumb } from './words';

/** The tree of teams; a manager sees a team and everything below it. */
export function TeamsPage() {
  const manage = useMay('teams.manage');
  const query = useQuery(teamsQuery);
  return (
    <Page
      title="Teams"
      caption="Administration"
      breadcrumbs={[administrationCrumb]}
      action={manage ? <ButtonLink href="/administration/teams/new">Add a team</ButtonLink> : null}
    >
      <p>A manager of a team also sees the teams below it.</p>
      <Loaded query={query} what="the teams">
        {({ items }) => <TeamsTable teams={placed(items)} manage={manage} />}
      </Loaded>
    </Page>
  );
}

function TeamsTable({ teams, manage }: { teams: PlacedTeam[]; manage: boolean }) {
  const view = useTableView();
  const asTree = view.sort === undefined && view.search === '';
  const columns: Column<PlacedTeam>[] = [
    {
      key: 'name',
      header: 'Team',
      rowHeader: true,
      value: ({ name }) => name,
      cell: ({ id, name, depth }) => (
        <span className={asTree && depth > 0 ? `bw-below bw-below--${Math.min(depth, 4)}` : undefined}>
          {manage ? <Link to={`/administration/teams/${id}`}>{name}</Link> : name}
        </span>
      ),
    },
    {
      key: 'above',
      header: 'Below',
      value: ({ above }) => above.join(' '),
      cell: ({ above }) => (above.length === 0 ? 'At the top' : above.join(' › ')),
    },
    {
      key: 'people',
      header: 'People, with the teams below',
      numeric: true,
      value: ({ peopleInBranch }) => peopleInBranch,
      cell: ({ id, name, people, peopleInBranch }) => (
        <>
          <Link to={`/administration/people?team=${id}`}>
            {peopleInBranch}
            <span className="nhsuk-u-visually-hidden"> in {name} and below</span>
          </Link>
          {people === peopleInBranch ? null : <span className="bw-small bw-block">{people} in the team itself</span>}
        </>
      ),
    },
  ];
  return (
    <LocalTable
      caption="Teams"
      hideCaption
      columns={columns}
      rows={teams}
      rowKey={({ id }) => id}
      view={view}
      searchLabel="Search teams"
      empty={
        <EmptyState title="There are no teams yet.">
          <p>People are appointed to teams, and managers see theirs. Add the topmost team first.</p>
          {manage ? (
            <ButtonLink href="/administration/teams/new" secondary>
              Add the first team
            </ButtonLink>
          ) : null}
        </EmptyState>
      }
    />
  );
}
