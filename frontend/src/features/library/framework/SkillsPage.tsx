import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import {
  ButtonLink,
  type Column,
  EmptyState,
  Facts,
  Loaded,
  LocalTable,
  Page,
  SourceLines,
  sourcePath,
  StateTag,
  useTableView,
} from '@/design';
import { editionsPath, exchangePath, levelPath, skillPath } from './paths';
import { frameworksQuery } from '../queries';
import type { Framework, Skill } from '../types';
import { counted, libraryCrumb, rangeWords } from '../words';

export function SkillsPage() {
  const frameworks = useQuery(frameworksQuery);
  return (
    <Page
      title="Skills"
      breadcrumbs={[libraryCrumb]}
      action={<ButtonLink href="/library/statements">Search the statements</ButtonLink>}
    >
      <Loaded query={frameworks} what="the skills">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No skill framework is loaded.">
              <p>Whoever runs Bandwise loads the reference data; after that the skills stand here.</p>
            </EmptyState>
          ) : (
            items.map((framework) => <FrameworkPart key={framework.id} framework={framework} />)
          )
        }
      </Loaded>
    </Page>
  );
}

function skillColumns(framework: Framework): Column<Skill>[] {
  return [
    {
      key: 'name',
      header: 'Skill',
      rowHeader: true,
      value: ({ name }) => name,
      cell: ({ name, code, own }) => (
        <>
          <Link to={skillPath(framework.id, code)}>{name}</Link>{' '}
          {own === 'local' ? <StateTag kind="ownership" state="local" /> : null}
        </>
      ),
    },
    { key: 'code', header: 'Code', value: ({ code }) => code, cell: ({ code }) => code },
    {
      key: 'national',
      header: 'In SFIA 9',
      value: ({ nationalName }) => nationalName,
      cell: ({ own, nationalName, nationalLevelMin, nationalLevelMax, note }) =>
        own === 'local' ? (
          'Not there: your organisation added it'
        ) : (
          <>
            {nationalName}, levels {rangeWords(nationalLevelMin, nationalLevelMax)}
            {note === '' ? null : <span className="bw-small bw-block">{note}</span>}
          </>
        ),
    },
    {
      key: 'levels',
      header: 'Levels here',
      value: ({ levels }) => levels[0]?.level,
      cell: ({ code, levels }) => (
        <ul className="nhsuk-list bw-tight">
          {levels.map(({ level, statements }) => (
            <li key={level} className="bw-nowrap">
              <Link to={levelPath(framework.id, code, level)}>Level {level}</Link>: {counted(statements, 'statement')}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'statements',
      header: 'Statements',
      numeric: true,
      value: ({ levels }) => levels.reduce((sum, { statements }) => sum + statements, 0),
      cell: ({ code, name, levels }) => (
        <Link to={`/library/statements?code=${code}`}>
          {levels.reduce((sum, { statements }) => sum + statements, 0)}
          <span className="nhsuk-u-visually-hidden"> of {name}</span>
        </Link>
      ),
    },
  ];
}

function FrameworkPart({ framework }: { framework: Framework }) {
  const view = useTableView(`skills-${framework.id.slice(0, 8)}`);
  return (
    <>
      <h2 className="nhsuk-heading-m">{framework.title}</h2>
      <p className="bw-actions">
        <Link to={editionsPath(framework.id)}>Editions: what is in force, and what changed</Link>
        <Link to={exchangePath(framework.id)}>Statements as a spreadsheet</Link>
      </p>
      <LocalTable
        caption={`Skills of “${framework.title}”`}
        hideCaption
        columns={skillColumns(framework)}
        rows={framework.skills}
        rowKey={({ code }) => code}
        view={view}
        searchLabel="Search skills"
        empty={<EmptyState title="This framework has no skills." />}
      />
      <Facts
        facts={[
          { term: 'Statements', value: framework.statementCount },
          {
            term: 'Levels of responsibility',
            value: (
              <ol className="nhsuk-list bw-tight">
                {framework.levels.map(({ level, name }) => (
                  <li key={level}>
                    {level} {name}
                  </li>
                ))}
              </ol>
            ),
          },
          { term: 'Source', value: <Link to={sourcePath(framework.document)}>{framework.source}</Link> },
          { term: 'Licence', value: framework.licence },
          {
            term: 'Who may read it',
            value: framework.visibility === 'members' ? 'Only people who are signed in' : 'Everybody',
          },
        ]}
      />
      <Unheaded framework={framework} />
    </>
  );
}

function Unheaded({ framework }: { framework: Framework }) {
  if (framework.unheaded.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Lines that belong to no statement</h2>
      <p>They stand in the source without a heading, so they are kept here and counted nowhere.</p>
      <ul className="bw-passages">
        {framework.unheaded.map((line) => (
          <li key={line.line}>
            <p className="bw-passages__text">“{line.text}”</p>
            <p className="bw-small">{line.reason}</p>
            {line.proposal === '' ? null : (
              <p className="bw-small">Heading that was probably cut off: {line.proposal}</p>
            )}
            <SourceLines document={framework.document} lines={[line.line]} />
          </li>
        ))}
      </ul>
    </>
  );
}
