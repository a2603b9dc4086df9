import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { Form, LoadedPage, longMoment, Page, Section, SubmitButton, useDone } from '@/design';
import { accountOfQuery, taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';
import { administrationCrumb, peopleCrumb } from './words';

type Made = components['schemas']['CreatedPasswordLink'];

export function InvitationPage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage
      query={query}
      what="the person"
      title="Invitation link"
      breadcrumbs={[administrationCrumb, peopleCrumb]}
    >
      {({ value }) => <Making person={value} />}
    </LoadedPage>
  );
}

function Making({ person }: { person: PersonDetail }) {
  const here = `/administration/people/${person.id}`;
  const refresh = useRefresh();
  const done = useDone();
  const { data: account } = useQuery(accountOfQuery(person.id));
  const [made, setMade] = useState<Made>();
  const { submit: send, ...sending } = useSubmission({
    send: () => answer(api.POST('/people/{id}/password-letters', { params: { path: { id: person.id } } })),
    done: async () => {
      await refresh();
      await done(here, `A letter to ${person.email} is on its way.`);
    },
  });
  const { submit, ...state } = useSubmission({
    send: () => answer(api.POST('/people/{id}/password-links', { params: { path: { id: person.id } } })),
    done: async (link) => {
      setMade(link);
      await refresh();
    },
  });
  return (
    <Page
      title="Invitation link"
      caption={person.name}
      breadcrumbs={[administrationCrumb, peopleCrumb, { label: person.name, href: here }]}
    >
      {made ? (
        <MadeLink made={made} person={person} here={here} />
      ) : (
        <>
          <p>
            By the link {person.name} chooses a password and can then sign in as {person.email}. It works once. Links
            made before can no longer be used.
          </p>
          {account?.sendsLetters ? (
            <Form {...sending} onSubmit={() => void send(undefined)}>
              <SubmitButton pending={sending.pending}>Send it by e-mail</SubmitButton>
            </Form>
          ) : null}
          <Form {...state} onSubmit={() => void submit(undefined)}>
            <SubmitButton pending={state.pending} secondary={account?.sendsLetters}>
              Make the link
            </SubmitButton>
            {account && !account.sendsLetters ? (
              <p className="bw-small">Bandwise sends no letters here: you hand the link over yourself.</p>
            ) : null}
          </Form>
        </>
      )}
    </Page>
  );
}

function MadeLink({ made, person, here }: { made: Made; person: PersonDetail; here: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Section title="The link is made">
      <p>
        Hand it to {person.name} in person or by e-mail. It is shown only now, and works once, until{' '}
        {longMoment(made.expiresAt)}.
      </p>
      <p className="bw-any">
        <code>{made.url}</code>
      </p>
      <Button
        type="button"
        secondary
        onClick={() => void navigator.clipboard.writeText(made.url).then(() => setCopied(true))}
      >
        Copy the link
      </Button>
      <p role="status">{copied ? 'Copied.' : ''}</p>
      <p>
        <Link to={here}>Back to {person.name}</Link>
      </p>
    </Section>
  );
}
