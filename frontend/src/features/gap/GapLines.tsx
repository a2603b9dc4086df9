import { Link } from 'react-router';
import { Section, StateTag } from '@/design';
import type { Subject } from '@/session/subject';
import type { Readiness, Requirement } from './types';
import { type Group, groupsOf, kindWords, lineName, stateOf, stepPath } from './words';

interface GapLinesProps {
  readiness: Readiness;
  importance: Requirement['importance'];
  subject: Subject;
}

/** The requirements of one importance, group by group; each with its state, why, and what to do next. */
export function GapLines({ readiness, importance, subject }: GapLinesProps) {
  const groups = groupsOf(readiness.requirements, importance);
  if (groups.length === 0) return null;
  return (
    <Section title={importance === 'essential' ? 'Essential' : 'Desirable'}>
      {groups.map((group) => (
        <GapGroup key={`${group.kind} ${group.skill}`} group={group} subject={subject} roleId={readiness.role.id} />
      ))}
    </Section>
  );
}

function GapGroup({ group, subject, roleId }: { group: Group; subject: Subject; roleId: string }) {
  const met = group.lines.filter(({ state }) => state === 'met').length;
  return (
    <>
      <h3 className="nhsuk-heading-s">
        {group.skill === '' ? kindWords[group.kind].many : group.skill}{' '}
        <span className="bw-gap__count">
          {met} of {group.lines.length} met
        </span>
      </h3>
      <ul className="bw-gap">
        {group.lines.map((line) => (
          <GapLine key={line.id} line={line} subject={subject} roleId={roleId} />
        ))}
      </ul>
    </>
  );
}

function GapLine({ line, subject, roleId }: { line: Requirement; subject: Subject; roleId: string }) {
  const path = stepPath(line, { ...subject, roleId });
  const claimed = line.claimedStatement;
  return (
    <li className="bw-gap__line">
      <div className="bw-gap__what">
        <strong>
          {line.statementId ? <Link to={`/library/statements/${line.statementId}`}>{lineName(line)}</Link> : lineName(line)}
        </strong>
        {line.text === '' ? null : <p className="bw-gap__text">{line.text}</p>}
      </div>
      <div className="bw-gap__state">
        <StateTag kind="requirement" state={stateOf(line)} />
        <p>
          {line.because}{' '}
          {line.kind === 'criterion' && line.claimId ? (
            <Link to={`${subject.portfolioPath}/claims/${line.claimId}`}>The claim on it</Link>
          ) : null}
          {claimed && line.claimId ? (
            <Link to={`${subject.portfolioPath}/claims/${line.claimId}`}>
              The claim on {claimed.code} {claimed.level}, {claimed.aspect}
            </Link>
          ) : null}
        </p>
        {line.confirmation?.reason ? <p className="bw-note">Reason: {line.confirmation.reason}</p> : null}
        <NextStep line={line} path={path} />
        {line.actions.length > 0 ? (
          <p>
            <Link to={`${subject.progressPath}/gap/criteria/${line.criterionId ?? ''}?role=${roleId}`}>
              {line.actions.includes('confirm') ? 'Judge this criterion' : 'Judge this criterion anew'}
              <span className="nhsuk-u-visually-hidden">: {line.text}</span>
            </Link>
          </p>
        ) : null}
      </div>
    </li>
  );
}

function NextStep({ line, path }: { line: Requirement; path: string }) {
  if (line.next.text === '') return null;
  return (
    <p className="bw-gap__next">
      <strong>Next:</strong>{' '}
      {path === '' ? (
        line.next.text
      ) : (
        <Link to={path}>
          {line.next.text}
          <span className="nhsuk-u-visually-hidden"> ({lineName(line)})</span>
        </Link>
      )}
    </p>
  );
}
