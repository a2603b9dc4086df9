import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { type Column, DataTable, EmptyState, Loaded, Page, sortText, useSettled, useTableView } from '@/design';
import type { PostGap } from '../types';
import { bandName, libraryCrumb } from '../words';
import { PostGapReasons } from './PostGap';

const columns: Column<PostGap>[] = [
  {
    key: 'title',
    header: 'Role',
    rowHeader: true,
    sortable: true,
    cell: ({ role }) => <Link to={`/library/roles/${role.id}`}>{role.name}</Link>,
  },
  { key: 'band', header: 'Band', sortable: true, cell: ({ band }) => bandName(band) },
  {
    key: 'profile',
    header: 'National profile',
    cell: ({ profile }) =>
      profile ? (
        <>
          <Link to={`/library/profiles/${profile.id}`}>{profile.title}</Link>, {bandName(profile.band).toLowerCase()}
          <span className="bw-note">{profile.matched ? 'matched by a panel' : 'the one that comes nearest'}</span>
        </>
      ) : (
        'None'
      ),
  },
  { key: 'reasons', header: 'Why', sortable: true, cell: (gap) => <PostGapReasons gap={gap} /> },
];

/** Posts whose requirements have outgrown their profile, so that a review should be asked for. */
export function PostGapsPage() {
  const view = useTableView('', 'title');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['post-gaps', search, sort], (cursor) =>
    answer(api.GET('/post-gaps', { params: { query: { q: search || undefined, sort, cursor } } })),
  );
  return (
    <Page title="Posts that ask for a review" breadcrumbs={[libraryCrumb, { label: 'Roles', href: '/library/roles' }]}>
      <p>
        What a role requires against the national profile that it was matched to, or that comes nearest. This is about
        posts, never about those who hold them.
      </p>
      <Loaded query={list.whole} what="the posts">
        {() => (
          <DataTable
            caption="Posts that ask for a review"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ role }) => role.id}
            view={view}
            searchLabel="Search posts"
            empty={
              <EmptyState title="No post has outgrown its profile.">
                <p>A post stands here when its role asks for more than the profile that it was matched to.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
