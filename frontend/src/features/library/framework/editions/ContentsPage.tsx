import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  StateTag,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { useMay } from '@/session/session';
import { makerOf } from './draft';
import { editionQuery, editionsQuery } from './queries';
import type { EditionChange, EditionStatement } from './types';
import { editionName, entryName } from './words';
import { draftPath, editionCrumbs, editionPath, statementPath } from '../paths';
import { frameworksQuery } from '../../queries';
import { levelChoices } from '../../words';

/** The statements of one edition, word for word as it has them; in a draft the place to choose what to change. */
export function ContentsPage() {
  const { frameworkId = '', number = '' } = useParams();
  const editions = useQuery(editionsQuery(frameworkId));
  const edition = editions.data?.items.find((one) => `${one.number}` === number);
  const name = edition ? editionName(edition) : `Edition ${number}`;
  const editing = useMay('framework.edit') && edition?.state === 'draft';
  const detail = useQuery({ ...editionQuery(edition?.id ?? ''), enabled: edition?.state === 'draft' });
  return (
    <Page
      title={editing ? 'Change or end a statement' : 'All its statements'}
      caption={name}
      breadcrumbs={editionCrumbs(frameworkId, [{ label: name, href: editionPath(frameworkId, Number(number)) }])}
    >
      {editing ? (
        <p>
          Choose a statement to change or to end.{' '}
          <Link to={draftPath(frameworkId, 'statements/new')}>Add a local statement</Link>
        </p>
      ) : (
        <p>Word for word as this edition has them.</p>
      )}
      <Contents
        frameworkId={frameworkId}
        number={Number(number)}
        editing={editing}
        changes={edition?.state === 'draft' ? (detail.data?.changes ?? []) : []}
      />
    </Page>
  );
}

interface ContentsProps {
  frameworkId: string;
  number: number;
  editing: boolean;
  /** The changes of a draft, whose new statements have no page yet. */
  changes: EditionChange[];
}

function columnsOf({ frameworkId, editing, changes }: ContentsProps): Column<EditionStatement>[] {
  const columns: Column<EditionStatement>[] = [
    {
      key: 'code',
      header: 'Skill',
      sortable: true,
      cell: ({ code, skill }) => (
        <>
          {code}
          <span className="bw-small bw-block">{skill}</span>
        </>
      ),
    },
    { key: 'level', header: 'Level', sortable: true, cell: ({ level }) => level },
    {
      key: 'aspect',
      header: 'Statement',
      sortable: true,
      rowHeader: true,
      cell: (entry) => (
        <>
          {makerOf(changes, entry.id) ? entry.aspect : <Link to={statementPath(entry.id)}>{entry.aspect}</Link>}
          <span className="bw-block bw-regular">{entry.text}</span>
        </>
      ),
    },
    { key: 'own', header: 'From', cell: ({ own }) => <StateTag kind="ownership" state={own} /> },
  ];
  if (!editing) return columns;
  return [
    ...columns,
    {
      key: 'do',
      header: 'In the draft',
      cell: (entry) => {
        const maker = makerOf(changes, entry.id);
        const page = draftPath(frameworkId, `statements/${entry.id}`);
        const hidden = <span className="nhsuk-u-visually-hidden">: {entryName(entry)}</span>;
        return (
          <span className="bw-actions">
            <Link to={page}>Change{hidden}</Link>
            {maker ? (
              <Link to={draftPath(frameworkId, `changes/${maker.id}/undo`)}>Undo{hidden}</Link>
            ) : (
              <Link to={`${page}/end`}>End{hidden}</Link>
            )}
          </span>
        );
      },
    },
  ];
}

function Contents(props: ContentsProps) {
  const { frameworkId, number } = props;
  const view = useTableView('', 'line');
  const [code, setCode] = useFilter('code');
  const [level, setLevel] = useFilter('level');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const { data: frameworks } = useQuery(frameworksQuery);
  const list = useList(['frameworks', frameworkId, 'edition-statements', number, search, sort, code, level], (cursor) =>
    answer(
      api.GET('/frameworks/{id}/edition-statements', {
        params: {
          path: { id: frameworkId },
          query: {
            edition: number,
            q: search || undefined,
            code: code || undefined,
            level: level === '' ? undefined : Number(level),
            sort,
            cursor,
          },
        },
      }),
    ),
  );
  const skills = frameworks?.items.find(({ id }) => id === frameworkId)?.skills ?? [];
  return (
    <Loaded query={list.whole} what="the statements">
      {() => (
        <DataTable
          caption="Statements of this edition"
          hideCaption
          columns={columnsOf(props)}
          list={list}
          rowKey={({ id }) => id}
          view={view}
          searchLabel="Search statements"
          filters={
            <>
              <FilterSelect
                label="Skill"
                value={code}
                onChange={setCode}
                choices={[
                  { value: '', label: 'All skills' },
                  ...skills.map((skill) => ({ value: skill.code, label: `${skill.name} (${skill.code})` })),
                ]}
              />
              <FilterSelect label="Level" value={level} onChange={setLevel} choices={levelChoices} />
            </>
          }
          empty={
            <EmptyState title="No statement stands here.">
              <p>Choose another skill or level.</p>
            </EmptyState>
          }
        />
      )}
    </Loaded>
  );
}
