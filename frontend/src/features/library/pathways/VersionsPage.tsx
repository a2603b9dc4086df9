import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Column, DateText, EmptyState, Loaded, LocalTable, Page, StateTag, useTableView } from '@/design';
import { pathwayVersionsQuery } from '../queries';
import type { RolePathwayVersion } from '../types';
import { libraryCrumb } from '../words';
import { pathwayCrumb } from './crumbs';

const columns: Column<RolePathwayVersion>[] = [
  {
    key: 'number',
    header: 'Version',
    rowHeader: true,
    value: ({ number }) => number,
    cell: ({ id, number }) => <Link to={`/library/pathway/${id}`}>Version {number}</Link>,
  },
  { key: 'state', header: 'State', value: ({ state }) => state, cell: ({ state }) => <StateTag kind="pathway" state={state} /> },
  {
    key: 'published',
    header: 'In force',
    value: ({ publishedOn }) => publishedOn,
    cell: ({ publishedOn, retiredOn }) =>
      publishedOn ? (
        <>
          from <DateText date={publishedOn} plain />
          {retiredOn ? (
            <>
              {' '}
              to <DateText date={retiredOn} plain />
            </>
          ) : null}
        </>
      ) : (
        'Not yet'
      ),
  },
  { key: 'moves', header: 'Moves', numeric: true, value: ({ moveCount }) => moveCount, cell: ({ moveCount }) => moveCount },
  { key: 'note', header: 'What is new', value: ({ note }) => note, cell: ({ note }) => note },
  {
    key: 'difference',
    header: 'Compare',
    cell: ({ id, number }) => (
      <Link to={`/library/pathway/${id}/difference`}>
        What changed<span className="nhsuk-u-visually-hidden"> in version {number}</span>
      </Link>
    ),
  },
];

export function VersionsPage() {
  const query = useQuery(pathwayVersionsQuery);
  const view = useTableView('', '-number');
  return (
    <Page title="Versions of the pathway map" breadcrumbs={[libraryCrumb, pathwayCrumb]}>
      <Loaded query={query} what="the versions">
        {({ items }) => (
          <LocalTable
            caption="Versions"
            hideCaption
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            view={view}
            empty={<EmptyState title="There is no version yet." />}
          />
        )}
      </Loaded>
    </Page>
  );
}
