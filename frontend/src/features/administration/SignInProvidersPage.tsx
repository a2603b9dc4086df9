import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ButtonLink, EmptyState, Loaded, LocalTable, longMoment, Page, Section, useTableView } from '@/design';
import type { components } from '@/api/schema';
import { signInProvidersQuery } from './queries';
import { administrationCrumb } from './words';

/** The organisation's own OpenID Connect providers. */
export function SignInProvidersPage() {
  const query = useQuery(signInProvidersQuery);
  return (
    <Page
      title="Sign-in through the organisation"
      caption="Administration"
      breadcrumbs={[administrationCrumb]}
      action={<ButtonLink href="/administration/sign-in/new">Add a provider</ButtonLink>}
    >
      <p>
        People who are linked sign in with the account that they have at work. Links are made on each person’s page.
      </p>
      <Loaded query={query} what="the providers">
        {({ items, waiting }) => (
          <>
            <Providers items={items} />
            {items.length === 0 ? null : (
              <Section title="Waiting to be linked">
                <Waiting waiting={waiting} />
              </Section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Providers({ items }: { items: components['schemas']['SignInProvider'][] }) {
  const view = useTableView();
  return (
    <LocalTable
      caption="Providers"
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      view={view}
      columns={[
        {
          key: 'label',
          header: 'Button',
          rowHeader: true,
          value: ({ label }) => label,
          cell: ({ id, label }) => <Link to={`/administration/sign-in/${id}`}>Sign in with {label}</Link>,
        },
        { key: 'issuer', header: 'Issuer', value: ({ issuer }) => issuer, cell: ({ issuer }) => <span className="bw-any">{issuer}</span> },
        {
          key: 'people',
          header: 'Takes up new people',
          value: ({ makesPeople }) => String(makesPeople),
          cell: ({ makesPeople, domains }) => (makesPeople ? domains.join(', ') : 'No'),
        },
        { key: 'state', header: 'State', value: ({ enabled }) => String(enabled), cell: ({ enabled }) => (enabled ? 'On' : 'Off') },
      ]}
      empty={
        <EmptyState title="Your organisation has no provider yet.">
          <p>People sign in with a password. With an OpenID Connect provider, such as Entra ID or Keycloak, they can use their account at work.</p>
        </EmptyState>
      }
    />
  );
}

/** Who signed in at a provider and is not linked yet. */
function Waiting({ waiting }: { waiting: components['schemas']['WaitingIdentity'][] }) {
  const view = useTableView('waiting');
  return (
    <LocalTable
      caption="People who wait to be linked"
      hideCaption
      rows={waiting}
      rowKey={({ id }) => id}
      view={view}
      columns={[
        {
          key: 'person',
          header: 'Person',
          rowHeader: true,
          value: ({ person }) => person.name,
          cell: ({ person }) => <Link to={`/administration/people/${person.id}/identities`}>{person.name}</Link>,
        },
        { key: 'provider', header: 'Provider', value: ({ provider }) => provider, cell: ({ provider }) => provider },
        { key: 'email', header: 'E-mail address there', value: ({ email }) => email, cell: ({ email }) => <span className="bw-any">{email}</span> },
        { key: 'asked', header: 'Asked', value: ({ askedAt }) => askedAt, cell: ({ askedAt }) => longMoment(askedAt) },
      ]}
      empty={
        <EmptyState title="Nobody waits to be linked.">
          <p>Whoever signs in at a provider with the address of somebody here, and is not linked yet, is listed.</p>
        </EmptyState>
      }
    />
  );
}
