import { Link } from 'react-router';
import { StateTag } from '@/design';
import type { useMine } from './mine';
import type { SkillMatrix, Statement } from '../types';

type Cell = SkillMatrix['aspects'][number]['cells'][number];

interface CellStatementsProps {
  cell: Cell;
  mine: ReturnType<typeof useMine>;
}

/** The statements of an aspect at a level, each with where one stands with it and the way to its page. */
export function CellStatements({ cell, mine }: CellStatementsProps) {
  return (
    <>
      {cell.statements.map((statement) => (
        <div key={statement.id} className="bw-cell">
          <p className="bw-cell__text">{statement.text}</p>
          {statement.own === 'local' ? <StateTag kind="ownership" state="local" /> : null}{' '}
          <MineMark statement={statement} mine={mine} />
          <Link to={`/library/statements/${statement.id}`} className="bw-small">
            {statement.corrections.length > 0 ? 'Open, corrected from the source' : 'Open'}
            <span className="nhsuk-u-visually-hidden">
              : {statement.aspect}, level {statement.level}
            </span>
          </Link>
        </div>
      ))}
      {cell.sameAsLevels.length > 0 ? (
        <p className="bw-small bw-cell__same">Word for word as at level {cell.sameAsLevels.join(' and ')}.</p>
      ) : null}
    </>
  );
}

/** Where one stands with a statement, if one's role asks for it or one claimed it. */
export function MineMark({ statement, mine }: { statement: Statement; mine: ReturnType<typeof useMine> }) {
  const row = mine.get(statement.id);
  if (!row) return null;
  return (
    <p className="bw-cell__mine">
      {row.importance === 'not_required' ? null : (
        <span className="bw-small">
          {row.importance === 'essential' ? 'Your role asks for it. ' : 'Desirable for your role. '}
        </span>
      )}
      <StateTag kind="claim" state={row.state} />
    </p>
  );
}
