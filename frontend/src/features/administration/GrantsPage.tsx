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
  useFilter,
  useSettled,
  useTableView,
  useToday,
} from '@/design';
import { useMay } from '@/session/session';
import type { Grant } from './types';
import { accessRoleChoices, accessRoleFrom, accessRoleWord, administrationCrumb, grantName, isInForce } from './words';

const states = ['current', 'ended', 'all'] as const;

function columnsFor(manage: boolean, today: string): Column<Grant>[] {
  const columns: Column<Grant>[] = [
    {
      key: 'person',
      header: 'Person',
      rowHeader: true,
      sortable: true,
      cell: ({ person }) => <Link to={`/administration/people/${person.id}`}>{person.name}</Link>,
    },
    { key: 'role', header: 'Role of access', sortable: true, cell: ({ role }) => accessRoleWord(role) },
    { key: 'team', header: 'Team', cell: ({ team }) => team?.name ?? '–' },
    { key: 'startsOn', header: 'From', sortable: true, cell: ({ startsOn }) => <DateText date={startsOn} plain /> },
    {
      key: 'endsOn',
      header: 'To',
      cell: ({ endsOn, endedAt }) =>
        endedAt ? (
          <>
            Taken away on <DateText date={endedAt} plain />
          </>
        ) : (
          <DateText date={endsOn} plain none="No end" />
        ),
    },
  ];
  if (!manage) return columns;
  return [
    ...columns,
    {
      key: 'end',
      header: 'Take away',
      cell: (grant) =>
        isInForce(grant, today) ? (
          <Link to={`/administration/people/${grant.person.id}/access/${grant.id}/end`}>
            Take away
            <span className="nhsuk-u-visually-hidden">
              {' '}
              the role of {grantName(grant)} of {grant.person.name}
            </span>
          </Link>
        ) : (
          'Ended'
        ),
    },
  ];
}

/** Who has which role of access. */
export function GrantsPage() {
  const manage = useMay('grants.manage');
  const today = useToday();
  const view = useTableView('', 'person');
  const [role, setRole] = useFilter('role');
  const [state, setState] = useFilter('state', 'current');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['grants', search, sort, role, state], (cursor) =>
    answer(
      api.GET('/grants', {
        params: {
          query: {
            q: search || undefined,
            sort,
            cursor,
            role: accessRoleFrom(role),
            state: states.find((one) => one === state),
          },
        },
      }),
    ),
  );
  return (
    <Page
      title="Roles of access"
      caption="Administration"
      breadcrumbs={[administrationCrumb]}
      action={manage ? <ButtonLink href="/administration/access/new">Give a role of access</ButtonLink> : null}
    >
      <p>
        Everybody sees their own record and the library. What goes beyond that is given here. While somebody is on leave,
        a colleague can stand in: <Link to="/administration/covers">Cover for leave</Link>.
      </p>
      <Loaded query={list.whole} what="the roles of access">
        {() => (
          <DataTable
            caption="Roles of access"
            hideCaption
            columns={columnsFor(manage, today)}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by person"
            filters={
              <>
                <FilterSelect
                  label="Role of access"
                  value={role}
                  onChange={setRole}
                  choices={[
                    { value: '', label: 'All' },
                    ...accessRoleChoices.map(({ value, label }) => ({ value, label })),
                  ]}
                />
                <FilterSelect
                  label="Show"
                  value={state}
                  onChange={setState}
                  choices={[
                    { value: 'current', label: 'In force or to come' },
                    { value: 'ended', label: 'Ended' },
                    { value: 'all', label: 'All' },
                  ]}
                />
              </>
            }
            empty={
              <EmptyState title="Nobody has such a role.">
                <p>Choose another role or show all{manage ? ', or give somebody a role of access' : ''}.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
