import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
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
  StateTag,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { useMay } from '@/session/session';
import { roleChoicesQuery, teamsQuery } from './queries';
import { teamChoices } from './teamTree';
import type { PersonSummary } from './types';
import { administrationCrumb } from './words';

const states = ['current', 'left', 'all'] as const;

const columns: Column<PersonSummary>[] = [
  {
    key: 'name',
    header: 'Name',
    rowHeader: true,
    sortable: true,
    cell: ({ id, name }) => <Link to={`/administration/people/${id}`}>{name}</Link>,
  },
  { key: 'email', header: 'E-mail address', sortable: true, cell: ({ email }) => <Address email={email} /> },
  {
    key: 'role',
    header: 'Role',
    sortable: true,
    cell: ({ appointment }) => appointment?.role.name ?? 'No appointment today',
  },
  { key: 'band', header: 'Band', sortable: true, cell: ({ appointment }) => appointment?.band ?? '–' },
  { key: 'team', header: 'Team', sortable: true, cell: ({ appointment }) => appointment?.team.name ?? '–' },
  {
    key: 'startsOn',
    header: 'In post since',
    sortable: true,
    cell: ({ appointment }) => (appointment ? <DateText date={appointment.startsOn} plain /> : '–'),
  },
];

const accountColumn: Column<PersonSummary> = {
  key: 'account',
  header: 'Sign-in',
  cell: ({ account, leftOn }) => (
    <>
      {account ? <StateTag kind="account" state={account} /> : null}
      {leftOn ? (
        <span className="bw-small bw-block">
          <DateText date={leftOn} plain />
        </span>
      ) : null}
    </>
  ),
};

/** An e-mail address, broken before the @ rather than within a word. */
function Address({ email }: { email: string }) {
  const at = email.indexOf('@');
  return (
    <span className="bw-small bw-any">
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </span>
  );
}

/** The people of the organisation. */
export function PeoplePage() {
  const manage = useMay('people.manage');
  const view = useTableView('', 'name');
  const [teamId, setTeamId] = useFilter('team');
  const [roleId, setRoleId] = useFilter('role');
  const [state, setState] = useFilter('state', 'current');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['people', 'list', search, sort, teamId, roleId, state], (cursor) =>
    answer(
      api.GET('/people', {
        params: {
          query: {
            q: search || undefined,
            sort,
            cursor,
            teamId: teamId || undefined,
            roleId: roleId || undefined,
            state: states.find((one) => one === state),
          },
        },
      }),
    ),
  );
  const { data: teams } = useQuery(teamsQuery);
  const { data: roles } = useQuery(roleChoicesQuery);
  return (
    <Page
      title="People"
      caption="Administration"
      breadcrumbs={[administrationCrumb]}
      action={manage ? <ButtonLink href="/administration/people/new">Add a person</ButtonLink> : null}
    >
      {manage ? (
        <p>
          <Link to="/administration/people/import">Import staff from a spreadsheet</Link>
        </p>
      ) : null}
      <Loaded query={list.whole} what="the people">
        {() => (
          <DataTable
            caption="People"
            hideCaption
            columns={manage ? [...columns, accountColumn] : columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by name or e-mail address"
            filters={
              <>
                <FilterSelect
                  label="Team, with those below it"
                  value={teamId}
                  onChange={setTeamId}
                  choices={[{ value: '', label: 'All teams' }, ...teamChoices(teams?.items ?? [])]}
                />
                <FilterSelect
                  label="Role"
                  value={roleId}
                  onChange={setRoleId}
                  choices={[
                    { value: '', label: 'All roles' },
                    ...(roles?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
                  ]}
                />
                <FilterSelect
                  label="Show"
                  value={state}
                  onChange={setState}
                  choices={[
                    { value: 'current', label: 'Those who work here' },
                    { value: 'left', label: 'Those who left' },
                    { value: 'all', label: 'All' },
                  ]}
                />
              </>
            }
            empty={
              <EmptyState title="Nobody fits.">
                <p>Choose another team, role or state{manage ? ', or add a person' : ''}.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
