import { Tag } from 'nhsuk-react-components';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type Column, differences, EmptyState, LocalTable, Marked, useTableView } from '@/design';
import type { RoleComparison } from '../types';
import { rangeWords } from '../words';
import { kindName, importanceWords } from './words';

type Skill = RoleComparison['skills'][number];
type Criterion = RoleComparison['personSpecification'][number];
type Factor = RoleComparison['factors'][number];
type Ask = RoleComparison['asks'][number];

interface PartProps {
  compared: RoleComparison;
  /** Whether what stays the same is shown too. */
  all: boolean;
}

const steps = {
  added: { word: 'New', tone: 'green' },
  gone: { word: 'No longer', tone: 'red' },
  level: { word: 'Another level', tone: 'blue' },
  importance: { word: 'Other importance', tone: 'yellow' },
  same: { word: 'The same', tone: 'grey' },
} as const;

function Step({ change }: { change: keyof typeof steps }) {
  const { word, tone } = steps[change];
  return <Tag modifier={tone}>{word}</Tag>;
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 className="nhsuk-heading-m" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}

function importance(value: keyof typeof importanceWords | undefined): string {
  return value === undefined ? '' : importanceWords[value];
}

const skillColumns: Column<Skill>[] = [
  {
    key: 'aspect',
    header: 'Aspect',
    rowHeader: true,
    value: ({ code, aspect }) => `${code} ${aspect}`,
    cell: ({ code, aspect, skill }) => (
      <>
        {aspect}
        <span className="bw-small bw-block bw-regular">
          {code}, {skill}
        </span>
      </>
    ),
  },
  { key: 'change', header: 'Change', value: ({ change }) => steps[change].word, cell: ({ change }) => <Step change={change} /> },
  { key: 'from', header: 'From', cell: (row) => <Statement side={row.from} other={row.to} /> },
  { key: 'to', header: 'To', cell: (row) => <Statement side={row.to} other={row.from} /> },
];

function Statement({ side, other }: { side: Skill['from']; other: Skill['from'] }) {
  if (!side) return 'Not asked';
  const pieces = other ? differences(other.text, side.text).corrected : [{ text: side.text, differs: false }];
  return (
    <>
      <Link to={`/library/statements/${side.statementId}`}>Level {side.level}</Link>, {importance(side.importance).toLowerCase()}
      <span className="bw-block bw-small">
        <Marked pieces={pieces} />
      </span>
    </>
  );
}

export function ComparedSkills({ compared, all }: PartProps) {
  const view = useTableView('skills');
  return (
    <Part id="skills" title="Skills">
      <LocalTable
        caption="Skills"
        hideCaption
        columns={skillColumns}
        rows={compared.skills.filter(({ change }) => all || change !== 'same')}
        rowKey={({ from, to }) => `${from?.statementId ?? ''} ${to?.statementId ?? ''}`}
        view={view}
        pageSize={20}
        empty={<EmptyState title="The same skills are asked for." />}
      />
    </Part>
  );
}

const askColumns: Column<Ask>[] = [
  { key: 'name', header: 'Requirement', rowHeader: true, value: ({ name }) => name, cell: ({ name }) => name },
  { key: 'kind', header: 'Kind', value: ({ kind }) => kind, cell: ({ kind }) => kindName(kind) },
  { key: 'change', header: 'Change', value: ({ change }) => steps[change].word, cell: ({ change }) => <Step change={change} /> },
  { key: 'from', header: 'From', cell: ({ from }) => importance(from) || 'Not asked' },
  { key: 'to', header: 'To', cell: ({ to }) => importance(to) || 'Not asked' },
];

export function ComparedAsks({ compared, all }: PartProps) {
  const view = useTableView('training');
  return (
    <Part id="training" title="Milestones and accreditations">
      <LocalTable
        caption="Milestones and accreditations"
        hideCaption
        columns={askColumns}
        rows={compared.asks.filter(({ change }) => all || change !== 'same')}
        rowKey={({ kind, key }) => `${kind} ${key}`}
        view={view}
        empty={<EmptyState title="The same milestones and accreditations are asked for." />}
      />
    </Part>
  );
}

const criterionColumns: Column<Criterion>[] = [
  {
    key: 'criterion',
    header: 'Criterion',
    rowHeader: true,
    value: ({ criterion }) => criterion,
    cell: ({ criterion, group }) => (
      <span className="bw-regular">
        {criterion}
        <span className="bw-small bw-block">{group}</span>
      </span>
    ),
  },
  { key: 'change', header: 'Change', value: ({ change }) => steps[change].word, cell: ({ change }) => <Step change={change} /> },
  { key: 'from', header: 'From', cell: ({ from }) => importance(from) || 'Not there' },
  { key: 'to', header: 'To', cell: ({ to }) => importance(to) || 'Not there' },
];

export function ComparedCriteria({ compared, all }: PartProps) {
  const view = useTableView('criteria');
  return (
    <Part id="criteria" title="Person specification">
      <LocalTable
        caption="Person specification"
        hideCaption
        columns={criterionColumns}
        rows={compared.personSpecification.filter(({ change }) => all || change !== 'same')}
        rowKey={({ change, group, criterion }) => `${change} ${group} ${criterion}`}
        view={view}
        pageSize={20}
        empty={<EmptyState title="Both person specifications say the same." />}
      />
    </Part>
  );
}

const directions = {
  higher: { word: 'Higher', tone: 'green' },
  lower: { word: 'Lower', tone: 'red' },
  different: { word: 'Another range', tone: 'blue' },
  same: { word: 'The same', tone: 'grey' },
} as const;

function signed(points: number): string {
  return points > 0 ? `+${points}` : points === 0 ? '0' : `−${-points}`;
}

const factorColumns: Column<Factor>[] = [
  {
    key: 'no',
    header: 'Factor',
    rowHeader: true,
    value: ({ no }) => no,
    cell: ({ no, name }) => `${no}. ${name}`,
  },
  {
    key: 'change',
    header: 'Change',
    value: ({ change }) => directions[change].word,
    cell: ({ change }) => <Tag modifier={directions[change].tone}>{directions[change].word}</Tag>,
  },
  { key: 'from', header: 'From', cell: ({ from }) => standing(from) },
  { key: 'to', header: 'To', cell: ({ to }) => standing(to) },
  {
    key: 'points',
    header: 'Points',
    numeric: true,
    value: ({ pointsMax }) => pointsMax,
    cell: ({ pointsMin, pointsMax }) =>
      pointsMin === pointsMax ? signed(pointsMin) : `${signed(pointsMin)} to ${signed(pointsMax)}`,
  },
];

function standing({ levelText, levelMin, levelMax, pointsMin, pointsMax }: Factor['from']): string {
  return `Level ${levelText === '' ? rangeWords(levelMin, levelMax) : levelText} (${rangeWords(pointsMin, pointsMax)} points)`;
}

export function ComparedFactors({ compared, all }: PartProps) {
  const view = useTableView('factors', 'no');
  return (
    <Part id="factors" title="Job evaluation factors">
      <p>{compared.factorNote}</p>
      {compared.factors.length === 0 ? null : (
        <LocalTable
          caption="Job evaluation factors"
          hideCaption
          columns={factorColumns}
          rows={compared.factors.filter(({ change }) => all || change !== 'same')}
          rowKey={({ no }) => `${no}`}
          view={view}
          empty={<EmptyState title="All factors stand at the same levels." />}
        />
      )}
    </Part>
  );
}
