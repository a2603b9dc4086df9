import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  ButtonLink,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Loaded,
  sortText,
  useSettled,
  useTableView,
} from '@/design';
import type { Subject } from '@/session/subject';
import type { Evidence } from './types';
import { hiddenContent, kindWord } from './words';

function columnsFor(subject: Subject): Column<Evidence>[] {
  return [
    {
      key: 'title',
      header: 'Evidence',
      rowHeader: true,
      sortable: true,
      cell: (evidence) => (
        <Link to={`${subject.portfolioPath}/evidence/${evidence.id}`}>
          {evidence.title === '' ? kindWord(evidence.kind) : evidence.title}
        </Link>
      ),
    },
    { key: 'kind', header: 'Kind', cell: (evidence) => kindWord(evidence.kind) },
    {
      key: 'happenedOn',
      header: 'Date',
      sortable: true,
      cell: (evidence) => <DateText date={evidence.happenedOn} plain />,
    },
    { key: 'files', header: 'Files', numeric: true, cell: (evidence) => evidence.files.length },
    { key: 'claims', header: 'Claims', numeric: true, cell: (evidence) => evidence.claims.length },
    {
      key: 'showcased',
      header: 'Showcased',
      sortable: true,
      cell: (evidence) => (evidence.showcased ? 'Yes' : 'No'),
    },
  ];
}

/** What the person has collected, showcased pieces first. */
export function EvidenceTable({ subject, contentVisible }: { subject: Subject; contentVisible: boolean }) {
  const view = useTableView('evidence', '-showcased');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['people', subject.id, 'evidence', search, sort], (cursor) =>
    answer(
      api.GET('/people/{id}/evidence', {
        params: { path: { id: subject.id }, query: { q: search || undefined, sort, cursor } },
      }),
    ),
  );

  return (
    <Loaded query={list.whole} what="the evidence">
      {() => (
        <>
          {contentVisible ? null : <p>{hiddenContent}</p>}
          <DataTable
            caption="Evidence"
            hideCaption
            columns={columnsFor(subject)}
            rows={list.rows}
            rowKey={({ id }) => id}
            view={view}
            searchLabel={contentVisible ? 'Search evidence' : undefined}
            total={list.total}
            hasMore={list.hasMore}
            more={list.more}
            loadingMore={list.loadingMore}
            empty={
              <EmptyState title="There is no evidence yet.">
                {subject.own ? (
                  <>
                    <p>
                      Evidence is something you did at work, with what you learnt from it. Claims on statements rest on
                      it.
                    </p>
                    <ButtonLink href={`${subject.portfolioPath}/evidence/new`} secondary>
                      Add your first evidence
                    </ButtonLink>
                  </>
                ) : null}
              </EmptyState>
            }
          />
        </>
      )}
    </Loaded>
  );
}
