import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Loaded, useDone } from '@/design';
import { taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';

export function RejoinPage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <Loaded query={query} what="the person">
      {({ value }) => <Asking person={value} />}
    </Loaded>
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
