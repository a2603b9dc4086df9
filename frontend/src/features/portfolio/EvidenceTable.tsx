import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  ButtonLink,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  FilterSelect,
  Loaded,
  sortText,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import type { Subject } from '@/session/subject';
import { ClaimTag } from './NeedsFresh';
import type { Evidence, EvidenceKind } from './types';
import { hiddenContent, kindChoices, kindWord } from './words';

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
    {
      key: 'fresh',
      header: 'Fresh',
      cell: ({ needsFreshEvidence }) => (needsFreshEvidence ? <ClaimTag state="" fresh={needsFreshEvidence} /> : 'Yes'),
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
  const [kind, setKind] = useFilter('kind');
  const [fresh, setFresh] = useFilter('fresh');
  const list = useList(['people', subject.id, 'evidence', search, sort, kind, fresh], (cursor) =>
    answer(
      api.GET('/people/{id}/evidence', {
        params: { path: { id: subject.id }, query: {
            q: search || undefined,
            sort,
            cursor,
            kind: kind === '' ? undefined : (kind as EvidenceKind),
            stale: fresh === '' ? undefined : fresh === 'no',
          },
        },
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
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel={contentVisible ? 'Search evidence' : undefined}
            filters={
              <>
                <FilterSelect
                  label="Kind"
                  value={kind}
                  onChange={setKind}
                  choices={[{ value: '', label: 'All kinds' }, ...kindChoices]}
                />
                <FilterSelect
                  label="Fresh"
                  value={fresh}
                  onChange={setFresh}
                  choices={[
                    { value: '', label: 'All' },
                    { value: 'yes', label: 'Fresh' },
                    { value: 'no', label: 'Needs fresh evidence' },
                  ]}
                />
              </>
            }
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
