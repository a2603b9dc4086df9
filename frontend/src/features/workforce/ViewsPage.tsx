import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import { type Column, DataTable, EmptyState, Loaded, Page, sortText, SubNavigation, useSettled, useTableView } from '@/design';
import { organisationCrumb, organisationPages, viewPages } from './words';

type View = components['schemas']['SavedView'];
interface Answer {
  items: View[];
  total: number;
  next: string;
}

const columns: Column<View>[] = [
  {
    key: 'name',
    header: 'View',
    rowHeader: true,
    sortable: true,
    cell: ({ path, name }) => <Link to={path}>{name}</Link>,
  },
  { key: 'page', header: 'Page', sortable: true, cell: ({ page }) => viewPages[page] },
  {
    key: 'link',
    header: 'Link to share',
    cell: ({ id }) => <span className="bw-address">{`${window.location.origin}/organisation/views/${id}`}</span>,
  },
  {
    key: 'do',
    header: 'Do',
    cell: ({ id, name }) => (
      <>
        <Link className="bw-block" to={`/organisation/views/${id}/rename`}>
          Rename<span className="nhsuk-u-visually-hidden"> {name}</span>
        </Link>
        <Link className="bw-block" to={`/organisation/views/${id}/delete`}>
          Delete<span className="nhsuk-u-visually-hidden"> {name}</span>
        </Link>
      </>
    ),
  },
];

/** The views that one has saved, to open, share, rename and delete. */
export function ViewsPage() {
  const view = useTableView('', 'name');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList<View, Answer>(['workforce', 'views', search, sort], (cursor) =>
    answer(api.GET('/workforce/views', { params: { query: { q: search || undefined, sort, cursor } } })),
  );
  return (
    <Page title="Saved views" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <p>
        Send a link to a colleague of your organisation who may see these pages. They see what you chose, with their own
        people.
      </p>
      <Loaded query={list.whole} what="the views">
        {() => (
          <DataTable
            caption="Saved views"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by name"
            empty={
              <EmptyState title="You have saved no view yet.">
                <p>
                  Choose what you want to see, for example on <Link to="/organisation/readiness">Readiness</Link>, and then
                  “Save this view”.
                </p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
