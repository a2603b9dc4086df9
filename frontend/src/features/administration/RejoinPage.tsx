import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, LoadedPage, useDone } from '@/design';
import { taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';
import { administrationCrumb, peopleCrumb } from './words';

export function RejoinPage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage
      query={query}
      what="the person"
      title="Record that a person is back"
      breadcrumbs={[administrationCrumb, peopleCrumb]}
    >
      {({ value }) => <Asking person={value} />}
    </LoadedPage>
  );
}

function Asking({ person }: { person: PersonDetail }) {
  const here = `/administration/people/${person.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const [version] = useState(person.version);
  const { submit, ...state } = useSubmission({
    send: () => answer(api.POST('/people/{id}/rejoin', { params: { path: { id: person.id } }, body: { version } })),
    done: async () => {
      await refresh();
      await done(here, `${person.name} is back. Next, add the new appointment.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Record that ${person.name} is back?`}
      confirm="Record it"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: here }}
    >
      <p>
        The record goes on where it stopped. Appointments and roles of access that ended stay ended: add new ones, then
        make an invitation link.
      </p>
    </Confirm>
  );
}
