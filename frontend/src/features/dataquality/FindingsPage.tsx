import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  BarTable,
  ButtonLink,
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  SourceLines,
  sortText,
  StateTag,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { FindingText } from './FindingText';
import { documentsQuery, recordsQuery } from './queries';
import { recordOf, type Records } from './records';
import type { Finding, FindingCount, FindingList, SourceDocumentSummary } from './types';
import { documentTitle, kindsOf, kindWord } from './words';

const severities = ['major', 'minor', 'note'] as const;

/** The mistakes and peculiarities of the source documents. */
export function FindingsPage() {
  const view = useTableView('', 'line');
  const [document, setDocument] = useFilter('document');
  const [kind, setKind] = useFilter('kind');
  const [severity, setSeverity] = useFilter('severity');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList<Finding, FindingList>(['data-quality', search, sort, document, kind, severity], (cursor) =>
    answer(
      api.GET('/data-quality', {
        params: {
          query: {
            q: search || undefined,
            document: document || undefined,
            kind: kind || undefined,
            severity: severities.find((one) => one === severity),
            sort,
            cursor,
          },
        },
      }),
    ),
  );
  const { data: documents } = useQuery(documentsQuery);
  const { data: records } = useQuery(recordsQuery);
  return (
    <Page title="Data quality" action={<ButtonLink href="/library/sources">Open the source documents</ButtonLink>}>
      <p>
        Everything in the library comes from five documents, kept word for word. What is wrong or odd in them stands
        here, beside its correction where there is one, with the reason.
      </p>
      <Loaded query={list.whole} what="the findings">
        {({ counts }) => (
          <>
            <ByDocument counts={counts} documents={documents?.items ?? []} />
            <DataTable
              caption="Findings"
              hideCaption
              columns={columnsFor(records)}
              list={list}
              rowKey={({ id }) => id}
              view={view}
              searchLabel="Search findings"
              filters={
                <>
                  <FilterSelect
                    label="Document"
                    value={document}
                    onChange={setDocument}
                    choices={[
                      { value: '', label: 'All documents' },
                      ...(documents?.items ?? []).map((one) => ({ value: one.name, label: documentTitle(one) })),
                    ]}
                  />
                  <FilterSelect
                    label="Kind"
                    value={kind}
                    onChange={setKind}
                    choices={[
                      { value: '', label: 'All kinds' },
                      ...kindsOf(counts, document).map((one) => ({
                        value: one.kind,
                        label: `${kindWord(one.kind)} (${one.count})`,
                      })),
                    ]}
                  />
                  <FilterSelect
                    label="Severity"
                    value={severity}
                    onChange={setSeverity}
                    choices={[
                      { value: '', label: 'All' },
                      { value: 'major', label: 'Major' },
                      { value: 'minor', label: 'Minor' },
                      { value: 'note', label: 'Note' },
                    ]}
                  />
                </>
              }
              empty={
                <EmptyState title="No finding of this sort.">
                  <p>Choose another document, kind or severity.</p>
                </EmptyState>
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function ByDocument({ counts, documents }: { counts: FindingCount[]; documents: SourceDocumentSummary[] }) {
  return (
    <BarTable
      caption="Findings by document"
      labelHeader="Document"
      valueHeader="Findings"
      bars={documents.map((document) => ({
        key: document.name,
        label: documentTitle(document),
        value: counts.filter(({ document: name }) => name === document.name).reduce((sum, row) => sum + row.count, 0),
        href: `/data-quality?${new URLSearchParams({ document: document.name }).toString()}`,
      }))}
    />
  );
}

function columnsFor(records: Records | undefined): Column<Finding>[] {
  return [
    {
      key: 'line',
      header: 'Where',
      sortable: true,
      cell: ({ document, line }) => <SourceLines document={document} lines={[line]} named />,
    },
    {
      key: 'kind',
      header: 'Kind',
      sortable: true,
      rowHeader: true,
      cell: ({ kind }) => kindWord(kind),
    },
    {
      key: 'severity',
      header: 'Severity',
      sortable: true,
      cell: ({ severity }) => <StateTag kind="severity" state={severity} />,
    },
    { key: 'what', header: 'What and why', cell: (finding) => <FindingText finding={finding} /> },
    {
      key: 'record',
      header: 'Became',
      cell: (finding) => {
        const record = records ? recordOf(finding, records) : undefined;
        return record ? <Link to={record.href}>{record.label}</Link> : 'No record of its own';
      },
    },
  ];
}
