import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Column, EmptyState, Loaded, LocalTable, Page, SourceLines, useTableView } from '@/design';
import { suiteQuery } from '../queries';
import type { JobSuite } from '../types';
import { bandName, libraryCrumb } from '../words';

export function SuitePage() {
  const query = useQuery(suiteQuery);
  return (
    <Page
      title="Front page of the national profiles"
      breadcrumbs={[libraryCrumb, { label: 'National profiles', href: '/library/profiles' }]}
    >
      <Loaded query={query} what="the front page">
        {(suite) => (
          <>
            <Entries suite={suite} />
            <Versions suite={suite} />
            <Archived suite={suite} />
            <h2 className="nhsuk-heading-m">Headings, as printed</h2>
            <ul className="bw-passages">
              {suite.headings.map(({ text, lines }) => (
                <li key={text}>
                  {text} <SourceLines document={suite.document} lines={lines} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Entries({ suite }: { suite: JobSuite }) {
  const view = useTableView('contents', 'page');
  const columns: Column<JobSuite['entries'][number]>[] = [
    {
      key: 'title',
      header: 'Profile, as the contents page has it',
      rowHeader: true,
      value: ({ title }) => title,
      cell: ({ title, profileId }) => <Link to={`/library/profiles/${profileId}`}>{title}</Link>,
    },
    { key: 'band', header: 'Band', value: ({ band }) => band, cell: ({ band }) => bandName(band) },
    { key: 'page', header: 'Page', numeric: true, value: ({ page }) => page, cell: ({ page }) => page },
    { key: 'line', header: 'Source', cell: ({ line }) => <SourceLines document={suite.document} lines={[line]} /> },
  ];
  return (
    <>
      <h2 className="nhsuk-heading-m">Contents</h2>
      <LocalTable
        caption="Contents of the suite"
        hideCaption
        columns={columns}
        rows={suite.entries}
        rowKey={({ line }) => `${line}`}
        view={view}
        searchLabel="Search the contents"
        empty={<EmptyState title="The contents page is empty." />}
      />
    </>
  );
}

function Versions({ suite }: { suite: JobSuite }) {
  const view = useTableView('versions');
  const columns: Column<JobSuite['versions'][number]>[] = [
    { key: 'date', header: 'Date, as printed', rowHeader: true, cell: ({ date }) => date },
    { key: 'action', header: 'Action', value: ({ action }) => action, cell: ({ action }) => action },
    { key: 'notes', header: 'Notes', value: ({ notes }) => notes, cell: ({ notes }) => notes },
    { key: 'line', header: 'Source', cell: ({ lines }) => <SourceLines document={suite.document} lines={lines} /> },
  ];
  return (
    <>
      <h2 className="nhsuk-heading-m">Version history</h2>
      <LocalTable
        caption="Version history of the suite"
        hideCaption
        columns={columns}
        rows={suite.versions}
        rowKey={({ lines }) => lines.join(' ')}
        view={view}
        empty={<EmptyState title="The document gives no version history." />}
      />
    </>
  );
}

function Archived({ suite }: { suite: JobSuite }) {
  const view = useTableView('archived');
  const columns: Column<JobSuite['archived'][number]>[] = [
    { key: 'title', header: 'Profile', rowHeader: true, value: ({ title }) => title, cell: ({ title }) => title },
    { key: 'band', header: 'Band', value: ({ band }) => band, cell: ({ band }) => bandName(band) },
    { key: 'archivedIn', header: 'Archived', value: (row) => row.archivedIn, cell: (row) => row.archivedIn },
    { key: 'into', header: 'Goes on as', value: ({ into }) => into, cell: ({ into }) => into },
    { key: 'text', header: 'As printed', value: ({ text }) => text, cell: ({ text }) => text },
    { key: 'line', header: 'Source', cell: ({ line }) => <SourceLines document={suite.document} lines={[line]} /> },
  ];
  return (
    <>
      <h2 className="nhsuk-heading-m">Archived profiles</h2>
      <LocalTable
        caption="Archived profiles"
        hideCaption
        columns={columns}
        rows={suite.archived}
        rowKey={({ title, band }) => `${title} ${band}`}
        view={view}
        searchLabel="Search archived profiles"
        empty={<EmptyState title="No profile has been archived." />}
      />
    </>
  );
}
