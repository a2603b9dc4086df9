import { Link } from 'react-router';
import type { useMine } from './mine';
import { levelPath } from './paths';
import { CellStatements } from './StatementMarks';
import type { SkillMatrix } from '../types';

interface LevelListProps {
  matrix: SkillMatrix;
  mine: ReturnType<typeof useMine>;
}

/** The same as the matrix, level by level, for narrow screens and for reading from top to bottom. */
export function LevelList({ matrix, mine }: LevelListProps) {
  return matrix.levels.map(({ level, name }) => (
    <section key={level} aria-labelledby={`level-${level}`}>
      <h2 className="nhsuk-heading-m" id={`level-${level}`}>
        <Link to={levelPath(matrix.frameworkId, matrix.skill.code, level)}>
          Level {level}: {name}
        </Link>
      </h2>
      <dl className="bw-aspects">
        {matrix.aspects.map(({ aspect, cells }) => {
          const cell = cells.find((one) => one.level === level);
          if (!cell || cell.statements.length === 0) return null;
          return (
            <div key={aspect}>
              <dt>{aspect}</dt>
              <dd>
                <CellStatements cell={cell} mine={mine} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  ));
}
