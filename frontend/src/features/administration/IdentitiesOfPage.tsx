import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { EmptyState, Facts, Form, Loaded, LoadedPage, longMoment, Page, Section, SelectField, SubmitButton, TextField, useDone } from '@/design';
import { useMay } from '@/session/session';
import { identitiesOfQuery, signInProvidersQuery, taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';
import { administrationCrumb, peopleCrumb } from './words';

type Identity = components['schemas']['Identity'];

/** Who a person is at the organisation's providers: requests that wait, links, and a link by hand. */
export function IdentitiesOfPage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage query={query} what="the person" title="Organisation’s sign-in" breadcrumbs={[administrationCrumb, peopleCrumb]}>
      {({ value }) => <IdentitiesOf person={value} />}
    </LoadedPage>
  );
}

function IdentitiesOf({ person }: { person: PersonDetail }) {
  const base = `/administration/people/${person.id}`;
  const query = useQuery(identitiesOfQuery(person.id));
  return (
    <Page
      title="Organisation’s sign-in"
      caption={person.name}
      breadcrumbs={[administrationCrumb, peopleCrumb, { label: person.name, href: base }]}
    >
      <p>
        Whoever is linked signs in here as {person.name}. Before you link somebody, make sure that the account at the provider
        is this person’s.
      </p>
      <Loaded query={query} what="the links">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No links">{person.name} is not linked, and has not asked to be.</EmptyState>
          ) : (
            items.map((identity) => <One key={identity.id} person={person} identity={identity} here={`${base}/identities`} />)
          )
        }
      </Loaded>
      <ByHand person={person} here={`${base}/identities`} />
    </Page>
  );
}

function One({ person, identity, here }: { person: PersonDetail; identity: Identity; here: string }) {
  const waits = identity.linkedAt === undefined;
  const path = { id: person.id, identityId: identity.id };
  const [sure, setSure] = useState(false);
  const done = useDone();
  const refresh = useRefresh();
  const { submit, pending, problems } = useSubmission({
    send: (how: 'accept' | 'remove') =>
      how === 'accept'
        ? answer(api.POST('/people/{id}/identities/{identityId}/accept', { params: { path } })).then(() => `${person.name} is linked.`)
        : answer(api.POST('/people/{id}/identities/{identityId}/remove', { params: { path } })).then(() =>
            waits ? 'The request is refused.' : 'The link is taken away.',
          ),
    done: async (said) => {
      await refresh();
      await done(here, said);
    },
  });
  const remove = waits ? 'Refuse' : 'Take the link away';
  return (
    <Section title={waits ? `Asks to be linked: ${identity.provider}` : `Linked: ${identity.provider}`}>
      <Facts
        facts={[
          { term: 'E-mail address there', value: identity.email },
          { term: 'Subject', value: <span className="bw-any">{identity.subject}</span> },
          { term: 'Issuer', value: <span className="bw-any">{identity.issuer}</span> },
          { term: waits ? 'Asked' : 'Linked', value: longMoment(identity.linkedAt ?? identity.askedAt) },
          { term: 'Last used', value: waits ? '' : identity.usedAt ? longMoment(identity.usedAt) : 'Never' },
        ]}
      />
      {waits ? (
        <Button type="button" disabled={pending} onClick={() => void submit('accept')}>
          Link to {person.name}
        </Button>
      ) : null}{' '}
      <Button type="button" secondary disabled={pending} onClick={() => (sure ? void submit('remove') : setSure(true))}>
        {sure ? `Yes, ${remove.toLowerCase()}` : remove}
      </Button>
      <span role="alert">{problems?.general.join(' ')}</span>
    </Section>
  );
}

function ByHand({ person, here }: { person: PersonDetail; here: string }) {
  const query = useQuery({ ...signInProvidersQuery, enabled: useMay('sign_in.manage') });
  return (
    <Section title="Link by hand">
      <Loaded query={query} what="the providers">
        {({ items }) =>
          items.length === 0 ? (
            <p>
              Your organisation has no provider yet. <Link to="/administration/sign-in">Add one first</Link>
            </p>
          ) : (
            <HandForm person={person} here={here} providers={items.map(({ id, label }) => ({ value: id, label }))} />
          )
        }
      </Loaded>
    </Section>
  );
}

interface HandFormProps {
  person: PersonDetail;
  here: string;
  providers: { value: string; label: string }[];
}

function HandForm({ person, here, providers }: HandFormProps) {
  const [providerId, setProviderId] = useState(providers[0]?.value ?? '');
  const [subject, setSubject] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => (subject.trim() === '' ? [{ name: 'subject', message: 'Enter the person’s subject at the provider' }] : []),
    send: () =>
      answer(api.POST('/people/{id}/identities', { params: { path: { id: person.id } }, body: { providerId, subject } })),
    done: async () => {
      await refresh();
      setSubject('');
      await done(here, `${person.name} is linked.`);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <SelectField name="providerId" label="Provider" value={providerId} onChange={setProviderId} choices={providers} />
      <TextField
        name="subject"
        label="Subject"
        hint="What the provider calls “sub”. Its administrators know it. It is not the e-mail address."
        value={subject}
        onChange={setSubject}
      />
      <SubmitButton pending={state.pending}>Link</SubmitButton>
    </Form>
  );
}
