import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api, type Tagged } from '@/api/client';
import { EmptyState, LoadedPage, longDate, Page } from '@/design';
import { AppointmentForm } from './AppointmentForm';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { tagged, useEditing } from './editing';
import { taggedPersonQuery } from './queries';
import type { Appointment, PersonDetail } from './types';
import { administrationCrumb, peopleCrumb } from './words';

const crumbsOf = ({ id, name }: PersonDetail) => [
  administrationCrumb,
  peopleCrumb,
  { label: name, href: `/administration/people/${id}` },
];

export function NewAppointmentPage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage
      query={query}
      what="the person"
      title="Add an appointment"
      breadcrumbs={[administrationCrumb, peopleCrumb]}
    >
      {({ value: person }) => (
        <Page title="Add an appointment" caption={person.name} breadcrumbs={crumbsOf(person)}>
          <AppointmentForm
            person={person}
            send={(body, key) =>
              answer(
                api.POST('/people/{id}/appointments', {
                  params: { path: { id: person.id }, header: { 'Idempotency-Key': key } },
                  body,
                }),
              )
            }
          />
        </Page>
      )}
    </LoadedPage>
  );
}

export function EditAppointmentPage() {
  const { personId = '', appointmentId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  const find = (person: PersonDetail | undefined) => person?.appointments.find(({ id }) => id === appointmentId);
  return (
    <LoadedPage
      query={query}
      what="the appointment"
      title="Change or end an appointment"
      breadcrumbs={[administrationCrumb, peopleCrumb]}
    >
      {({ value: person }) => {
        const appointment = find(person);
        if (!appointment) {
          return (
            <Page title="Change an appointment" breadcrumbs={crumbsOf(person)}>
              <EmptyState title="This person has no such appointment." />
            </Page>
          );
        }
        return (
          <Editing
            person={person}
            read={tagged(appointment)}
            readAgain={async () => {
              const newest = find((await query.refetch()).data?.value);
              return newest ? tagged(newest) : undefined;
            }}
          />
        );
      }}
    </LoadedPage>
  );
}

interface EditingProps {
  person: PersonDetail;
  read: Tagged<Appointment>;
  readAgain: () => Promise<Tagged<Appointment> | undefined>;
}

function Editing({ person, read, readAgain }: EditingProps) {
  const { base, changedMeanwhile, guarded } = useEditing(read, readAgain);
  const { value } = base;
  return (
    <Page title="Change or end an appointment" caption={person.name} breadcrumbs={crumbsOf(person)}>
      <AppointmentForm
        person={person}
        appointment={value}
        newest={
          changedMeanwhile ? (
            <ChangedMeanwhile
              facts={[
                { term: 'Role', value: value.role.name },
                { term: 'Band', value: value.band },
                { term: 'Team', value: value.team.name },
                { term: 'Line manager', value: value.lineManager?.name },
                { term: 'Whole-time equivalent', value: value.wte },
                { term: 'First day', value: longDate(value.startsOn) },
                { term: 'Last day', value: longDate(value.endsOn ?? '') },
              ]}
            />
          ) : null
        }
        send={(body) =>
          guarded((etag) =>
            answer(
              api.PATCH('/appointments/{id}', {
                params: { path: { id: value.id }, header: { 'If-Match': etag } },
                body,
              }),
            ),
          )
        }
      />
    </Page>
  );
}
