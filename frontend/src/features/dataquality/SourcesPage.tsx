import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Column, EmptyState, Loaded, LocalTable, Page, sourcePath, useTableView } from '@/design';
import { documentsQuery } from './queries';
import type { SourceDocumentSummary } from './types';
import { documentTitle } from './words';

const columns: Column<SourceDocumentSummary>[] = [
  {
    key: 'document',
    header: 'Document',
    rowHeader: true,
    value: documentTitle,
    cell: (document) => <Link to={sourcePath(document.name)}>{documentTitle(document)}</Link>,
  },
  {
    key: 'file',
    header: 'File',
    value: ({ name }) => name,
    cell: ({ name }) => <span className="bw-small">{name}</span>,
  },
  { key: 'lines', header: 'Lines', numeric: true, value: ({ lines }) => lines, cell: ({ lines }) => lines },
  {
    key: 'findings',
    header: 'Findings',
    numeric: true,
    value: ({ findings }) => findings,
    cell: ({ name, findings }) => (
      <Link to={`/data-quality?${new URLSearchParams({ document: name }).toString()}`}>{findings}</Link>
    ),
  },
];

/** The documents that the library was made from. */
export function SourcesPage() {
  const query = useQuery(documentsQuery);
  const view = useTableView('', 'document');
  return (
    <Page title="Source documents" breadcrumbs={[{ label: 'Library', href: '/library' }]}>
      <p>Each is kept word for word, line by line, so that everything in the library can be traced back to it.</p>
      <Loaded query={query} what="the documents">
        {({ items }) => (
          <LocalTable
            caption="Source documents"
            hideCaption
            columns={columns}
            rows={items}
            rowKey={({ name }) => name}
            view={view}
            searchLabel="Search the documents’ names"
            empty={
              <EmptyState title="No source document is loaded.">
                <p>Whoever runs Bandwise loads the reference data; after that the documents stand here.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
