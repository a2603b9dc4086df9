import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { personQuery } from '@/api/people';
import type { components } from '@/api/schema';
import { ButtonLink, EmptyState, Loaded, longDate, Page, Section } from '@/design';
import { PersonPages } from '@/session/PersonPages';
import { crumbsOf, useSubject } from '@/session/subject';
import { PlannedLeaving } from './PlannedLeaving';

type PersonDetail = components['schemas']['PersonDetail'];

/** A person's appointments, and who mentors and assesses them. */
export function AppointmentsPage() {
  const subject = useSubject();
  const query = useQuery(personQuery(subject.id));
  return (
    <Loaded query={query} what="the appointments">
      {(person) => (
        <Page title="Appointments" caption={person.name} breadcrumbs={crumbsOf(subject, person.name, 'progress')}>
          <PersonPages subject={subject} name={person.name} />
          <Section title="Appointments">
            <Appointments person={person} />
          </Section>
          <PlannedLeaving person={person} />
          <Section title="Mentors and assessors">
            <Assignments person={person} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
}

function spell(startsOn: string, endsOn: string | undefined): string {
  return endsOn ? `from ${longDate(startsOn)} to ${longDate(endsOn)}` : `since ${longDate(startsOn)}`;
}

function Appointments({ person }: { person: PersonDetail }) {
  if (person.appointments.length === 0) return <EmptyState title="No appointment is recorded." />;
  return (
    <ul className="bw-rows">
      {person.appointments.map((appointment) => (
        <li key={appointment.id}>
          <strong>{appointment.role.name}</strong>, band {appointment.band}, {appointment.team.name}
          <span className="bw-note">
            {Math.round(appointment.wte * 100)} % of full time, {spell(appointment.startsOn, appointment.endsOn)}.
            {appointment.lineManager ? ` Line manager: ${appointment.lineManager.name}.` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Assignments({ person }: { person: PersonDetail }) {
  const mayManage = person.may.includes('assignments.manage');
  return (
    <>
      {person.assignments.length === 0 ? (
        <EmptyState title="Nobody mentors or assesses this person yet." />
      ) : (
        <ul className="bw-rows">
          {person.assignments.map((assignment) => (
            <li key={assignment.id}>
              <strong>{assignment.assignee.name}</strong>, {assignment.kind}
              <span className="bw-note">{spell(assignment.startsOn, assignment.endsOn)}</span>
              {mayManage && assignment.endsOn === undefined ? (
                <Link to={`/people/${person.id}/assignments/${assignment.id}/end`}>
                  End<span className="nhsuk-u-visually-hidden"> the assignment of {assignment.assignee.name}</span>
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayManage ? (
        <ButtonLink href={`/people/${person.id}/assignments/new`} secondary>
          Name a mentor or assessor
        </ButtonLink>
      ) : null}
    </>
  );
}
