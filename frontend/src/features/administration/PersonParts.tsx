import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ButtonLink, EmptyState, Loaded, Section, useToday } from '@/design';
import { useMay } from '@/session/session';
import { grantsOfQuery } from './queries';
import type { Grant, PersonDetail } from './types';
import { grantName, isInForce, spanWords } from './words';

interface PersonPartProps {
  person: PersonDetail;
  /** The address of the person's page. */
  here: string;
}

/** The posts that the person holds and held, newest first. */
export function PersonAppointments({ person, here, manage }: PersonPartProps & { manage: boolean }) {
  return (
    <Section title="Appointments">
      {person.appointments.length === 0 ? (
        <EmptyState title="This person has no appointment yet.">
          <p>Without one no role asks for anything, and no pathway begins.</p>
        </EmptyState>
      ) : (
        <ul className="bw-hits">
          {person.appointments.map((appointment) => (
            <li key={appointment.id}>
              <Link to={`/library/roles/${appointment.role.id}`}>{appointment.role.name}</Link>, band {appointment.band}
              , {appointment.team.name}
              <span className="bw-small bw-block">
                {appointment.wte} whole-time equivalent, {spanWords(appointment.startsOn, appointment.endsOn)}.
                {appointment.lineManager ? ` Line manager: ${appointment.lineManager.name}.` : ''}
              </span>
              {manage ? (
                <Link to={`${here}/appointments/${appointment.id}`}>
                  Change or end
                  <span className="nhsuk-u-visually-hidden"> the appointment as {appointment.role.name}</span>
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Who mentors and assesses the person. */
export function PersonAssignments({ person }: { person: PersonDetail }) {
  const manage = person.may.includes('assignments.manage');
  const today = useToday();
  return (
    <Section title="Mentors and assessors">
      {person.assignments.length === 0 ? (
        <EmptyState title="Nobody mentors or assesses this person yet.">
          {manage ? <p>Name somebody who has the role of access of a mentor or assessor.</p> : null}
        </EmptyState>
      ) : (
        <ul className="bw-hits">
          {person.assignments.map((assignment) => (
            <li key={assignment.id}>
              <strong>{assignment.assignee.name}</strong>, {assignment.kind}
              <span className="bw-small bw-block">{spanWords(assignment.startsOn, assignment.endsOn)}</span>
              {manage && (assignment.endsOn === undefined || assignment.endsOn > today) ? (
                <Link to={`/people/${person.id}/assignments/${assignment.id}/end`}>
                  End<span className="nhsuk-u-visually-hidden"> the assignment of {assignment.assignee.name}</span>
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {manage && person.leftOn === undefined ? (
        <ButtonLink href={`/people/${person.id}/assignments/new`} secondary small>
          Name a mentor or assessor
        </ButtonLink>
      ) : null}
    </Section>
  );
}

/** What the person may do beyond their own record. */
export function PersonAccess({ person, here }: PersonPartProps) {
  const read = useMay('grants.read');
  const manage = useMay('grants.manage');
  const query = useQuery({ ...grantsOfQuery(person.id), enabled: read });
  if (!read) return null;
  return (
    <Section title="Roles of access">
      <Loaded query={query} what="the roles of access">
        {({ items }) => <Grants grants={items} here={here} manage={manage} />}
      </Loaded>
      {manage && person.leftOn === undefined ? (
        <>
          <ButtonLink href={`/administration/access/new?person=${person.id}`} secondary small>
            Give a role of access
          </ButtonLink>{' '}
          <ButtonLink href={`${here}/cover`} secondary small>
            Set a cover while away
          </ButtonLink>
        </>
      ) : null}
    </Section>
  );
}

function Grants({ grants, here, manage }: { grants: Grant[]; here: string; manage: boolean }) {
  const today = useToday();
  if (grants.length === 0) {
    return (
      <EmptyState title="This person has no role of access.">
        <p>Everybody sees their own record and the library without one.</p>
      </EmptyState>
    );
  }
  return (
    <ul className="bw-hits">
      {grants.map((grant) => (
        <li key={grant.id}>
          <strong>{grantName(grant)}</strong>
          <span className="bw-small bw-block">
            {spanWords(grant.startsOn, grant.endsOn)}
            {isInForce(grant, today) ? '' : ', ended'}
          </span>
          {manage && isInForce(grant, today) ? (
            <Link to={`${here}/access/${grant.id}/end`}>
              Take away<span className="nhsuk-u-visually-hidden"> the role of {grantName(grant)}</span>
            </Link>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
