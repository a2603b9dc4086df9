import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, LoadedPage, useDone } from '@/design';
import { taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';
import { administrationCrumb, peopleCrumb } from './words';

export function StopSignInPage() {
  return <WithPerson>{(person) => <Stopping person={person} />}</WithPerson>;
}

export function AllowSignInPage() {
  return <WithPerson>{(person) => <Allowing person={person} />}</WithPerson>;
}

export function EndSessionsPage() {
  return <WithPerson>{(person) => <EndingSessions person={person} />}</WithPerson>;
}

function WithPerson({ children }: { children: (person: PersonDetail) => ReactNode }) {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage query={query} what="the person" title="Sign-in" breadcrumbs={[administrationCrumb, peopleCrumb]}>
      {({ value }) => children(value)}
    </LoadedPage>
  );
}

function Stopping({ person }: { person: PersonDetail }) {
  const here = `/administration/people/${person.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.POST('/people/{id}/account/disable', { params: { path: { id: person.id } } })),
    done: async () => {
      await refresh();
      await done(here, `${person.name} can no longer sign in.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Stop ${person.name} from signing in?`}
      confirm="Stop the sign-in"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: here }}
    >
      <p>
        Where {person.name} is signed in now, the session ends at once, and what was typed there and not saved is lost.
        The person’s personal tokens end for good. The record stays. You can let the person sign in again later.
      </p>
    </Confirm>
  );
}

function Allowing({ person }: { person: PersonDetail }) {
  const here = `/administration/people/${person.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.POST('/people/{id}/account/enable', { params: { path: { id: person.id } } })),
    done: async () => {
      await refresh();
      await done(here, `${person.name} can sign in again.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Let ${person.name} sign in again?`}
      confirm="Let the person sign in"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: here }}
    >
      <p>The password from before is valid again.</p>
    </Confirm>
  );
}

function EndingSessions({ person }: { person: PersonDetail }) {
  const here = `/administration/people/${person.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.POST('/people/{id}/sessions/end', { params: { path: { id: person.id } } })),
    done: async () => {
      await refresh();
      await done(here, `${person.name} is signed out everywhere.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Sign ${person.name} out everywhere?`}
      confirm="Sign out everywhere"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: here }}
    >
      <p>
        Every session of {person.name} ends at once, and what was typed there and not saved is lost. {person.name} can
        sign in again with the same password.
      </p>
      <p>Personal tokens go on working: they are ended one by one, or all by stopping the person from signing in.</p>
    </Confirm>
  );
}
