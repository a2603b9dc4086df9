import { Link } from 'react-router';
import { EmptyState, StateTag, Why } from '@/design';
import { LinkSources } from '../LinkSources';
import type { Role, RoleAsk } from '../types';
import { kindHeading, kindOrder } from './words';

/** Everything that a role asks for, each in its own kind. */
export function Asks({ role }: { role: Role }) {
  if (role.asks.length === 0) {
    return (
      <EmptyState title="This role asks for nothing yet.">
        <p>The standards lead decides what a role asks for: accreditations, milestones, skills, criteria.</p>
      </EmptyState>
    );
  }
  return kindOrder.map((kind) => {
    const asks = role.asks.filter((ask) => ask.kind === kind);
    return asks.length === 0 ? null : (
      <section key={kind} aria-labelledby={`asks-${kind}`}>
        <h3 className="nhsuk-heading-s" id={`asks-${kind}`}>
          {kindHeading(kind)}
        </h3>
        <ul className="bw-passages">
          {asks.map((ask) => (
            <li key={ask.id}>
              <Ask ask={ask} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function Ask({ ask }: { ask: RoleAsk }) {
  const { name, detail, kind, statementId, importance, reason, configured, higherCounts, sources } = ask;
  const aboutSkills = kind === 'statement' || kind === 'skill_level';
  return (
    <>
      <p className="bw-passages__text">
        {statementId ? <Link to={`/library/statements/${statementId}`}>{name}</Link> : name}{' '}
        <StateTag kind="importance" state={importance} />
        {detail === '' ? null : <span className="bw-small bw-block">{detail}</span>}
      </p>
      <Why about={`${name} is required`}>
        {reason === '' ? null : <p>{reason}</p>}
        {configured ? <p>The organisation decided this; no source document says so.</p> : null}
        {aboutSkills ? (
          <p>
            {higherCounts
              ? 'An approval on a higher level of the same aspect counts too.'
              : 'Only an approval on this level counts.'}
          </p>
        ) : null}
        <LinkSources sources={sources} />
      </Why>
    </>
  );
}
