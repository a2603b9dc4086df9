import { Link } from 'react-router';
import type { useMine } from './mine';
import { levelPath } from './paths';
import { CellStatements } from './StatementMarks';
import type { SkillMatrix } from '../types';

interface MatrixProps {
  matrix: SkillMatrix;
  mine: ReturnType<typeof useMine>;
}

/** The aspects of a skill down, its levels across, the statements where they meet. */
export function MatrixTable({ matrix, mine }: MatrixProps) {
  return (
    <table className="nhsuk-table bw-matrix">
      <caption className="nhsuk-u-visually-hidden">{matrix.skill.name}: aspects by levels</caption>
      <thead className="nhsuk-table__head">
        <tr>
          <th scope="col" className="nhsuk-table__header">
            Aspect
          </th>
          {matrix.levels.map(({ level, name }) => (
            <th key={level} scope="col" className="nhsuk-table__header">
              <Link to={levelPath(matrix.frameworkId, matrix.skill.code, level)}>Level {level}</Link>
              <span className="bw-small bw-block">{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="nhsuk-table__body">
        {matrix.aspects.map(({ aspect, cells }) => (
          <tr key={aspect}>
            <th scope="row" className="nhsuk-table__header">
              {aspect}
            </th>
            {cells.map((cell) => (
              <td key={cell.level} className="nhsuk-table__cell">
                {cell.statements.length === 0 ? (
                  <span className="nhsuk-u-visually-hidden">No statement</span>
                ) : (
                  <CellStatements cell={cell} mine={mine} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
