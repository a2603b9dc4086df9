import { Link } from 'react-router';
import { type Column, EmptyState, LocalTable, SideBySide, SourceLines, StateTag, useTableView, Why } from '@/design';
import { LinkSources } from '../LinkSources';
import type { Role, RoleRequirement } from '../types';
import { frequencyWord, presenceWord, statementName } from '../words';

type Criterion = Role['personSpecification'][number];
type Hazard = Role['hazards'][number];

const importanceOrder = { essential: 1, desirable: 2, not_stated: 3 };
const frequencyOrder = { frequent: 1, moderate: 2, occasional: 3, rare: 4, not_stated: 5 };

function criterionColumns(document: string): Column<Criterion>[] {
  return [
    { key: 'group', header: 'Group', value: ({ group }) => group, cell: ({ group }) => group },
    {
      key: 'criterion',
      header: 'Criterion',
      rowHeader: true,
      value: ({ criterion, corrected }) => `${criterion} ${corrected}`,
      cell: ({ criterion, corrected }) => (
        <span className="bw-regular">
          {corrected === '' ? criterion : <SideBySide printed={criterion} corrected={corrected} />}
        </span>
      ),
    },
    {
      key: 'importance',
      header: 'Importance',
      value: ({ importance }) => importanceOrder[importance],
      cell: ({ importance, mark, basis, criterion }) => (
        <>
          <StateTag kind="importance" state={importance} />
          <Why about={`the importance of “${criterion}”`}>
            {basis}
            {mark === '' ? null : ` The document shows the mark ${mark}.`}
          </Why>
        </>
      ),
    },
    {
      key: 'lines',
      header: 'Source',
      value: ({ lines }) => lines[0],
      cell: ({ lines, markLines }) => (
        <>
          <SourceLines document={document} lines={lines} />
          {markLines.length === 0 ? null : (
            <span className="bw-block bw-nowrap">
              Mark: <SourceLines document={document} lines={markLines} />
            </span>
          )}
        </>
      ),
    },
  ];
}

/** What the person must or should bring. */
export function CriteriaTable({ role }: { role: Role }) {
  const view = useTableView('criteria', 'lines');
  return (
    <LocalTable
      caption="Person specification"
      hideCaption
      columns={criterionColumns(role.document)}
      rows={role.personSpecification}
      rowKey={({ id }) => id}
      view={view}
      searchLabel="Search the person specification"
      empty={<EmptyState title="The document has no person specification." />}
    />
  );
}

function hazardColumns(document: string): Column<Hazard>[] {
  return [
    {
      key: 'name',
      header: 'Hazard',
      rowHeader: true,
      value: ({ name, text }) => `${name} ${text}`,
      cell: ({ name, text }) => (
        <>
          {name}
          {text === name ? null : <span className="bw-small bw-block bw-regular">As printed: {text}</span>}
        </>
      ),
    },
    { key: 'group', header: 'Group', value: ({ group }) => group, cell: ({ group }) => group },
    {
      key: 'present',
      header: 'Present',
      value: ({ present }) => presenceWord(present),
      cell: ({ present, mark }) => (
        <>
          {presenceWord(present)}
          {mark === '' ? null : <span className="bw-small bw-block">Mark: {mark}</span>}
        </>
      ),
    },
    {
      key: 'frequency',
      header: 'How often',
      value: ({ frequency }) => frequencyOrder[frequency],
      cell: ({ frequency, note }) => (
        <>
          {frequencyWord(frequency)}
          {note === '' ? null : <span className="bw-small bw-block">{note}</span>}
        </>
      ),
    },
    {
      key: 'lines',
      header: 'Source',
      value: ({ lines }) => lines[0],
      cell: ({ lines }) => <SourceLines document={document} lines={lines} />,
    },
  ];
}

/** What the work exposes a person to, and how often. */
export function HazardsTable({ role }: { role: Role }) {
  const view = useTableView('hazards', 'lines');
  return (
    <LocalTable
      caption="Working conditions and hazards"
      hideCaption
      columns={hazardColumns(role.document)}
      rows={role.hazards}
      rowKey={({ id }) => id}
      view={view}
      searchLabel="Search the hazards"
      empty={<EmptyState title="The document names no hazards." />}
    />
  );
}

const requirementColumns: Column<RoleRequirement>[] = [
  {
    key: 'code',
    header: 'Skill',
    value: ({ code, level, skill }) => `${code} ${level} ${skill}`,
    cell: ({ code, level, skill }) => (
      <>
        <span className="bw-nowrap">
          {code} {level}
        </span>
        <span className="bw-small bw-block">{skill}</span>
      </>
    ),
  },
  {
    key: 'aspect',
    header: 'Statement',
    rowHeader: true,
    value: ({ aspect, text }) => `${aspect} ${text}`,
    cell: (requirement) => (
      <>
        <Link to={`/library/statements/${requirement.statementId}`} aria-label={statementName(requirement)}>
          {requirement.aspect}
        </Link>
        <span className="bw-block bw-regular">{requirement.text}</span>
      </>
    ),
  },
  {
    key: 'importance',
    header: 'Importance',
    value: ({ importance }) => importanceOrder[importance],
    cell: (requirement) => (
      <>
        <StateTag kind="importance" state={requirement.importance} />
        <Why about={`${statementName(requirement)} is required`}>
          <p>{requirement.reason}</p>
          {requirement.wholeLevel ? <p>The role asks for the whole of this skill level.</p> : null}
          {requirement.configured ? <p>The organisation decided this; no source document says so.</p> : null}
          <LinkSources sources={requirement.sources} />
        </Why>
      </>
    ),
  },
];

/** The statements that the role asks for. */
export function RequirementsTable({ role }: { role: Role }) {
  const view = useTableView('requirements', 'importance');
  return (
    <LocalTable
      caption="Required statements"
      hideCaption
      columns={requirementColumns}
      rows={role.requirements}
      rowKey={({ id }) => id}
      view={view}
      pageSize={20}
      searchLabel="Search the required statements"
      empty={
        <EmptyState title="This role asks for no statements yet.">
          <p>
            The standards lead decides which skill statements a role asks for.{' '}
            <Link to="/library/skills">See the skills</Link>
          </p>
        </EmptyState>
      }
    />
  );
}
