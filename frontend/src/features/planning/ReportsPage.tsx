import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { ButtonLink, type Column, DataTable, DateText, EmptyState, Loaded, Page, sortText, SubNavigation, useSettled, useTableView } from '@/design';
import { organisationCrumb } from '@/features/workforce/words';
import { useMay } from '@/session/session';
import { planningPages, type Report, type ReportsPage as Answer, rhythms } from './words';

/** The reports that go out by e-mail again and again. */
export function ReportsPage() {
  const manage = useMay('planning.manage');
  return (
    <Page
      title="Reports by e-mail"
      breadcrumbs={[organisationCrumb, { label: 'Planning', href: '/organisation/planning' }]}
      action={manage ? <ButtonLink href="/organisation/planning/reports/new">New report</ButtonLink> : null}
    >
      <SubNavigation label="Planning" pages={planningPages} />
      <p>The board as a PDF document, sent to people who may read these numbers. Everybody gets the people whom they see here themselves.</p>
      {manage ? <Reports /> : <p>The workforce lead decides who gets a report.</p>}
    </Page>
  );
}

function Reports() {
  const view = useTableView('', 'name');
  const search = useSettled(view.search);
  const sort = sortText(view.sort) || undefined;
  const list = useList<Report, Answer>(['workforce', 'reports', search, sort], (cursor) =>
    answer(api.GET('/workforce/reports', { params: { query: { q: search || undefined, sort, cursor } } })),
  );
  const columns: Column<Report>[] = [
    {
      key: 'name',
      header: 'Report',
      rowHeader: true,
      sortable: true,
      cell: ({ id, name }) => <Link to={`/organisation/planning/reports/${id}`}>{name}</Link>,
    },
    { key: 'rhythm', header: 'How often', cell: ({ rhythm }) => rhythms[rhythm] },
    { key: 'nextOn', header: 'Next', sortable: true, cell: ({ nextOn }) => <DateText date={nextOn} /> },
    { key: 'readers', header: 'Goes to', cell: ({ readers }) => readers.map(({ name }) => name).join(', ') || 'Nobody any more' },
    {
      key: 'do',
      header: 'Do',
      cell: ({ id, name }) => (
        <>
          <Link className="bw-block" to={`/organisation/planning/reports/${id}/send`}>
            Send now<span className="nhsuk-u-visually-hidden">: {name}</span>
          </Link>
          <Link className="bw-block" to={`/organisation/planning/reports/${id}/end`}>
            End<span className="nhsuk-u-visually-hidden"> {name}</span>
          </Link>
        </>
      ),
    },
  ];
  return (
    <Loaded query={list.whole} what="the reports">
      {({ sends }) => (
        <>
          {sends ? null : <p>No mail server is set up, so nothing is sent yet. What is due then goes out once.</p>}
          <DataTable
            caption="Reports by e-mail"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by name"
            empty={
              <EmptyState title="No report is sent.">
                <p>Make one to have the board sent every week, month or quarter.</p>
              </EmptyState>
            }
          />
        </>
      )}
    </Loaded>
  );
}
