import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded, Section, StateTag } from '@/design';
import { impactQuery } from './queries';
import type { StatementImpact } from './types';
import { bandName, counted } from '../../words';

interface ImpactProps {
  statementId: string;
  /** What is about to happen to the statement. */
  to: 'change' | 'end';
}

/** What rests on a statement: the requirements of roles, and claims. */
export function Impact({ statementId, to }: ImpactProps) {
  const query = useQuery(impactQuery(statementId));
  return (
    <Section title="What rests on this statement">
      <Loaded query={query} what="what rests on it">
        {(impact) => <Loads impact={impact} to={to} />}
      </Loaded>
    </Section>
  );
}

function Loads({ impact, to }: { impact: StatementImpact; to: ImpactProps['to'] }) {
  const { requirements, claims, people, peopleOutOfSight } = impact;
  const claimCount = claims.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p>
        {to === 'change'
          ? 'A wording leaves all of this as it is. With a changed meaning each single requirement and each approved claim needs confirming after you publish; a role that asks for the whole level follows without it.'
          : 'After the end nobody can claim it any more. What was approved stays in people’s records.'}
      </p>
      <h3 className="nhsuk-heading-s">{counted(requirements.length, 'requirement')}</h3>
      {requirements.length === 0 ? <p>No role asks for it.</p> : null}
      <ul className="bw-hits">
        {requirements.map(({ requirementId, roleId, title, band, importance, wholeLevel }) => (
          <li key={requirementId}>
            <Link to={`/library/roles/${roleId}`}>{title}</Link>, {bandName(band)}{' '}
            <StateTag kind="importance" state={importance} />
            {wholeLevel ? <span className="bw-small"> with the whole skill level</span> : null}
          </li>
        ))}
      </ul>
      <h3 className="nhsuk-heading-s">{counted(claimCount, 'claim')}</h3>
      {claimCount === 0 ? <p>Nobody has claimed it.</p> : null}
      <ul className="bw-hits">
        {claims.map(({ state, count }) => (
          <li key={state}>
            <StateTag kind="claim" state={state} /> {counted(count, 'claim')}
          </li>
        ))}
      </ul>
      {people.length > 0 ? <p>Claims of {people.map(({ person }) => person.name).join(', ')}.</p> : null}
      {peopleOutOfSight > 0 ? (
        <p className="bw-small">
          {people.length > 0 ? 'And of ' : 'They are of '}
          {counted(peopleOutOfSight, people.length > 0 ? 'other person' : 'person', people.length > 0 ? 'other people' : 'people')}, whose
          records you may not read.
        </p>
      ) : null}
    </>
  );
}
