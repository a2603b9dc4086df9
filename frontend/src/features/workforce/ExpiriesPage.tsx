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
  Why,
} from '@/design';
import { SaveView } from '@/session/SaveView';
import { useMe } from '@/session/session';
import { type Expiry, kindOf, kindWords, monthsOf, monthWords, reasonPath } from './expiries';
import { ExpiryFilters, ExpiryViews, Narrowed } from './ExpiryViews';
import { organisationCrumb, organisationPages } from './words';

type ExpiriesPageData = components['schemas']['ExpiriesPage'];

/** What falls due or ends: refreshers, certifications, fixed terms and planned leavings. */
export function ExpiriesPage() {
  const me = useMe();
  const view = useTableView('', 'dueOn');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [teamId] = useFilter('teamId');
  const [kind] = useFilter('kind');
  const [months] = useFilter('months');
  const [month, setMonth] = useFilter('month');
  const [status, setStatus] = useFilter('status');
  const wanted: Expiry['status'] | undefined = status === 'expiring' || status === 'lapsed' ? status : undefined;
  const asked = { kind: kindOf(kind), months: monthsOf(months), status: wanted, month: month || undefined, teamId: teamId || undefined };
  const list = useList<Expiry, ExpiriesPageData>(['workforce', 'expiries', search, sort, asked], (cursor) =>
    answer(api.GET('/workforce/expiries', { params: { query: { q: search || undefined, sort, cursor, ...asked } } })),
  );
  const columns: Column<Expiry>[] = [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      sortable: true,
      cell: (one) => (
        <>
          <Link to={reasonPath(one, me.person.id)}>{one.person.name}</Link>
          <span className="bw-small bw-block">Band {one.band}</span>
        </>
      ),
    },
    { key: 'team', header: 'Team', sortable: true, cell: ({ team }) => team.name },
    {
      key: 'kind',
      header: 'What',
      sortable: true,
      cell: ({ kind: of, title }) => (
        <>
          {kindWords[of]}
          {title === kindWords[of] ? null : <span className="bw-small bw-block">{title}</span>}
        </>
      ),
    },
    { key: 'dueOn', header: 'On', sortable: true, cell: ({ dueOn }) => <DateText date={dueOn} /> },
    {
      key: 'status',
      header: 'Status',
      cell: ({ status: at }) => (at === 'lapsed' ? <StateTag kind="milestone" state="overdue" /> : 'To come'),
    },
    {
      key: 'why',
      header: 'Reason',
      cell: ({ because, person, title }) => <Why about={`Why that day: ${title}, ${person.name}`}>{because}</Why>,
    },
  ];
  return (
    <Page title="Expiries" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <ExpiryViews />
      <p>
        Refreshers and certifications to renew, fixed terms that end, and planned leavings. ACC itself stays held when its refresher is overdue.
      </p>
      <Loaded query={list.whole} what="the expiries">
        {(page) => (
          <TodayContext value={page.dataOn}>
            <Narrowed narrowed={page.narrowed} />
            {month === '' ? null : (
              <p>
                Only {monthWords(month)}.{' '}
                <button type="button" className="bw-link-button" onClick={() => setMonth('')}>
                  Show every month
                </button>
              </p>
            )}
            <DataTable
              caption="Expiries"
              hideCaption
              columns={columns}
              list={list}
              rowKey={({ person, kind: of, title }) => `${person.id}-${of}-${title}`}
              view={view}
              searchLabel="Search by name"
              filters={
                <>
                  <FilterSelect
                    label="Show"
                    value={status}
                    onChange={setStatus}
                    choices={[
                      { value: '', label: 'All' },
                      { value: 'lapsed', label: 'Overdue' },
                      { value: 'expiring', label: 'To come' },
                    ]}
                  />
                  <ExpiryFilters />
                </>
              }
              empty={
                <EmptyState title="Nothing of this falls due or ends.">
                  <p>
                    Choose another kind or team, or look further ahead. Terms end by the last day of an appointment; a planned leaving is entered on
                    the person’s page of appointments.
                  </p>
                </EmptyState>
              }
            />
            <TableDownload table="expiries" what="these expiries" />
            <SaveView page="expiries" />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}
