import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, DateField, dateProblem, isoOf, LoadedPage, longDate, partsOf, useDone, useToday } from '@/design';
import { taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';
import { administrationCrumb, peopleCrumb } from './words';

export function LeavePage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage
      query={query}
      what="the person"
      title="Record that a person leaves"
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
  const [leftOn, setLeftOn] = useState(partsOf(useToday()));
  // Kept from the first reading: a change by somebody else since then is a conflict.
  const [version] = useState(person.version);
  const wrong = dateProblem('The last day', leftOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => (wrong ? [{ name: 'leftOn', message: wrong.message }] : []),
    send: () =>
      answer(
        api.POST('/people/{id}/leave', {
          params: { path: { id: person.id } },
          body: { leftOn: isoOf(leftOn) ?? '', version },
        }),
      ),
    done: async ({ leftOn: day }) => {
      await refresh();
      await done(here, `It is recorded that ${person.name} leaves on ${longDate(day ?? '')}.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Record that ${person.name} leaves?`}
      confirm="Record the leaving"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: here }}
    >
      <p>
        On that day appointments, mentoring, assessing and roles of access end. From then on the person cannot sign in.
        What ended does not begin again by itself when the person comes back. The record and its history stay.
      </p>
      <DateField name="leftOn" label="Last day" value={leftOn} onChange={setLeftOn} wrong={wrong?.parts} />
    </Confirm>
  );
}
