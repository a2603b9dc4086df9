import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, LoadedPage, LongTextField, useDone } from '@/design';
import { taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';
import { administrationCrumb, peopleCrumb } from './words';

/** Takes the second step away from somebody who lost it. */
export function ResetFactorPage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage query={query} what="the person" title="Second step" breadcrumbs={[administrationCrumb, peopleCrumb]}>
      {({ value }) => <Resetting person={value} />}
    </LoadedPage>
  );
}

function Resetting({ person }: { person: PersonDetail }) {
  const here = `/administration/people/${person.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Enter why you reset it' }] : []),
    send: () =>
      answer(api.POST('/people/{id}/second-factor/reset', { params: { path: { id: person.id } }, body: { reason } })),
    done: async () => {
      await refresh();
      await done(here, `The second step of ${person.name} is reset.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Reset the second step of ${person.name}?`}
      confirm="Reset the second step"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: here }}
    >
      <p>
        Make sure first that it is {person.name} who asks: face to face, or by a telephone number that you knew before. A
        letter or a call from somebody else is how accounts are taken over.
      </p>
      <p>
        Every session of {person.name} ends, and the password alone signs in until a new second step is set up.{' '}
        {person.name} is told, with your reason.
      </p>
      <LongTextField name="reason" label="Why do you reset it?" rows={3} value={reason} onChange={setReason} />
    </Confirm>
  );
}
