import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import {
  type Column,
  DataTable,
  DateText,
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
import { organisationCrumb, organisationPages } from './words';

type ExpiriesPageData = components['schemas']['ExpiriesPage'];
type Expiry = components['schemas']['Expiry'];

/** Refreshers that are overdue or fall due within twelve months. */
export function ExpiriesPage() {
  const me = useMe();
  const view = useTableView('', 'dueOn');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [teamId] = useFilter('teamId');
  const [status, setStatus] = useFilter('status');
  const wanted = status === 'expiring' || status === 'lapsed' ? status : undefined;
  const list = useList<Expiry, ExpiriesPageData>(['workforce', 'expiries', search, sort, teamId, wanted], (cursor) =>
    answer(
      api.GET('/workforce/expiries', {
        params: { query: { q: search || undefined, sort, cursor, teamId: teamId || undefined, status: wanted } },
      }),
    ),
  );
  const columns: Column<Expiry>[] = [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      sortable: true,
      cell: ({ person }) => <Link to={subjectOf(person.id, me.person.id).progressPath}>{person.name}</Link>,
    },
    { key: 'team', header: 'Team', sortable: true, cell: ({ team }) => team.name },
    { key: 'band', header: 'Band', sortable: true, cell: ({ band }) => band },
    {
      key: 'dueOn',
      header: 'Refresher due',
      sortable: true,
      cell: ({ dueOn }) => <DateText date={dueOn} />,
    },
    {
      key: 'status',
      header: 'Status',
      cell: ({ status: at }) => <StateTag kind="accreditation" state={at === 'lapsed' ? 'lapsed' : 'refresher_due'} />,
    },
    {
      key: 'awarded',
      header: 'ACC since',
      cell: ({ awardedOn }) => <DateText date={awardedOn} plain />,
    },
  ];
  return (
    <Page title="Refreshers" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <p>Overdue, or due within 12 months. ACC itself stays held when its refresher is overdue.</p>
      <Loaded query={list.whole} what="the refreshers">
        {(page) => (
          <TodayContext value={page.dataOn}>
            <DataTable
              caption="Refreshers"
              hideCaption
              columns={columns}
              rows={list.rows}
              rowKey={({ person, kind }) => `${person.id}-${kind}`}
              view={view}
              searchLabel="Search by name or team"
              filters={
                <>
                  <FilterSelect
                    label="Show"
                    value={status}
                    onChange={setStatus}
                    choices={[
                      { value: '', label: 'All' },
                      { value: 'lapsed', label: 'Overdue' },
                      { value: 'expiring', label: 'Due within 12 months' },
                    ]}
                  />
                  <TeamFilter />
                </>
              }
              total={list.total}
              hasMore={list.hasMore}
              more={list.more}
              loadingMore={list.loadingMore}
              empty={
                <EmptyState title="No refresher is overdue or falls due within 12 months.">
                  <p>Refreshers count from ACC or from the last refresher course.</p>
                </EmptyState>
              }
            />
            <TableDownload table="expiries" what="these refreshers" />
            <SaveView page="expiries" />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}
