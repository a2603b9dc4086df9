import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
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
import { frameworksQuery } from '../queries';
import type { Framework, Statement } from '../types';
import { levelChoices, libraryCrumb } from '../words';

const columns: Column<Statement>[] = [
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
  {
    key: 'level',
    header: 'Level',
    sortable: true,
    cell: ({ level, levelName }) => (
      <>
        {level}
        <span className="bw-small bw-block">{levelName}</span>
      </>
    ),
  },
  {
    key: 'aspect',
    header: 'Statement',
    sortable: true,
    rowHeader: true,
    cell: ({ id, aspect, text }) => (
      <>
        <Link to={`/library/statements/${id}`}>{aspect}</Link>
        <span className="bw-block bw-regular">{text}</span>
      </>
    ),
  },
  {
    key: 'line',
    header: 'Source',
    sortable: true,
    cell: ({ own, document, sourceHeadingLine, sourceLine, corrections }) => (
      <>
        {own === 'local' ? <StateTag kind="ownership" state="local" /> : null}
        <SourceLines document={document} lines={[sourceHeadingLine, sourceLine]} />
        {corrections.length > 0 ? <span className="bw-small bw-block">Corrected</span> : null}
      </>
    ),
  },
];

export function StatementsPage() {
  const frameworks = useQuery(frameworksQuery);
  return (
    <Page title="Statements" breadcrumbs={[libraryCrumb, { label: 'Skills', href: '/library/skills' }]}>
      <Loaded query={frameworks} what="the skills">
        {({ items }) => <ChosenFramework frameworks={items} />}
      </Loaded>
    </Page>
  );
}

function ChosenFramework({ frameworks }: { frameworks: Framework[] }) {
  const [chosen, choose] = useFilter('framework');
  const framework = frameworks.find(({ id }) => id === chosen) ?? frameworks[0];
  if (!framework) {
    return (
      <EmptyState title="No skill framework is loaded.">
        <p>Whoever runs Bandwise loads the reference data; after that the statements stand here.</p>
      </EmptyState>
    );
  }
  return (
    <>
      {frameworks.length > 1 ? (
        <FilterSelect
          label="Framework"
          value={framework.id}
          onChange={choose}
          choices={frameworks.map(({ id, title }) => ({ value: id, label: title }))}
        />
      ) : null}
      <StatementsTable framework={framework} />
    </>
  );
}

function StatementsTable({ framework }: { framework: Framework }) {
  const view = useTableView('', 'line');
  const [code, setCode] = useFilter('code');
  const [level, setLevel] = useFilter('level');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['frameworks', framework.id, 'statements', search, sort, code, level], (cursor) =>
    answer(
      api.GET('/frameworks/{id}/statements', {
        params: {
          path: { id: framework.id },
          query: {
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
  return (
    <Loaded query={list.whole} what="the statements">
      {() => (
        <DataTable
          caption={`Statements of “${framework.title}”`}
          hideCaption
          columns={columns}
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
                  ...framework.skills.map((skill) => ({ value: skill.code, label: `${skill.name} (${skill.code})` })),
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
