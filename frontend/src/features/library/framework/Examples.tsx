import { Link } from 'react-router';
import { longDate, Section } from '@/design';
import { useMay } from '@/session/session';
import { statementPath } from './paths';
import type { Statement, StatementExample } from '../types';

interface ExamplesProps {
  statement: Statement;
  examples: StatementExample[];
}

/** What good looks like: examples that the organisation writes beside a statement. */
export function Examples({ statement, examples }: ExamplesProps) {
  const may = useMay('framework.edit');
  const pages = `${statementPath(statement.id)}/examples`;
  return (
    <Section title="What good looks like">
      {examples.length === 0 ? <p>Your organisation has not written an example yet.</p> : null}
      <ul className="bw-passages">
        {examples.map(({ id, text, updatedBy, updatedAt }, index) => (
          <li key={id}>
            <p className="bw-passages__text">{text}</p>
            <p className="bw-small">
              {updatedBy.name}, {longDate(updatedAt)}
            </p>
            {may ? (
              <p className="bw-actions bw-small">
                <Link to={`${pages}/${id}`}>
                  Change<span className="nhsuk-u-visually-hidden"> example {index + 1}</span>
                </Link>
                <Link to={`${pages}/${id}/end`}>
                  Show no longer<span className="nhsuk-u-visually-hidden">: example {index + 1}</span>
                </Link>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {may ? (
        <p>
          <Link to={`${pages}/new`}>Write an example</Link>
        </p>
      ) : null}
    </Section>
  );
}
