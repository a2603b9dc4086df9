import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useParams } from 'react-router';
import { answer, api, newIdempotencyKey, type Tagged } from '@/api/client';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { Facts, LoadedPage, Page, Section } from '@/design';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { useEditing } from './editing';
import { signInProviderQuery } from './queries';
import { SignInProviderForm } from './SignInProviderForm';
import { administrationCrumb, signInCrumb } from './words';

type Provider = components['schemas']['SignInProvider'];

const crumbs = [administrationCrumb, signInCrumb];

export function NewSignInProviderPage() {
  return (
    <Page title="Add a provider" breadcrumbs={crumbs}>
      <p>
        Register Bandwise at the provider first, as a web application with the authorisation code flow. Its redirect address
        is <code className="bw-any">{window.location.origin}/sign-in/return</code>
      </p>
      <SignInProviderForm
        label="Add this provider"
        saved={({ label }) => `${label} is added. Try it before you tell people.`}
        send={(body) =>
          answer(api.POST('/sign-in-providers', { params: { header: { 'Idempotency-Key': newIdempotencyKey() } }, body }))
        }
      />
    </Page>
  );
}

export function EditSignInProviderPage() {
  const { providerId = '' } = useParams();
  const query = useQuery(signInProviderQuery(providerId));
  return (
    <LoadedPage query={query} what="the provider" title="Provider" breadcrumbs={crumbs}>
      {(read) => <Editing key={providerId} read={read} readAgain={async () => (await query.refetch()).data} />}
    </LoadedPage>
  );
}

interface EditingProps {
  read: Tagged<Provider>;
  readAgain: () => Promise<Tagged<Provider> | undefined>;
}

function Editing({ read, readAgain }: EditingProps) {
  const { base, changedMeanwhile, guarded } = useEditing(read, readAgain);
  const provider = base.value;
  return (
    <Page title={provider.label} caption="Provider" breadcrumbs={crumbs}>
      <Section title="The provider, and what it has to know">
        <Facts
          facts={[
            { term: 'Issuer', value: <span className="bw-any">{provider.issuer}</span> },
            { term: 'Redirect address', value: <code className="bw-any">{provider.returnAddress}</code> },
            { term: 'Address after sign-out', value: <code className="bw-any">{provider.afterAddress}</code> },
            { term: 'Back-channel sign-out', value: <code className="bw-any">{provider.signedOutAddress}</code> },
          ]}
        />
        <Try id={provider.id} />
      </Section>
      <Section title="Change it">
        <SignInProviderForm
          known={provider}
          newest={
            changedMeanwhile ? (
              <ChangedMeanwhile
                facts={[
                  { term: 'Button', value: provider.label },
                  { term: 'Client ID', value: provider.clientId },
                  { term: 'State', value: provider.enabled ? 'On' : 'Off' },
                ]}
              />
            ) : null
          }
          label="Save"
          saved={({ label }) => `${label} is saved.`}
          send={(body) =>
            guarded((etag) =>
              answer(
                api.PATCH('/sign-in-providers/{id}', {
                  params: { path: { id: provider.id }, header: { 'If-Match': etag } },
                  body,
                }),
              ),
            )
          }
        />
      </Section>
    </Page>
  );
}

/** Asks the provider whether it can be used. */
function Try({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['sign-in-providers', id, 'try'],
    enabled: false,
    queryFn: () => answer(api.POST('/sign-in-providers/{id}/try', { params: { path: { id } } })),
  });
  const { submit, pending, problems } = useSubmission({ send: () => query.refetch({ throwOnError: true }), done: () => undefined });
  return (
    <>
      <Button type="button" secondary disabled={pending} onClick={() => void submit(undefined)}>
        Try it
      </Button>
      <p role="status">
        {problems?.general.join(' ') ?? (query.data?.works ? 'The provider answers as it should.' : query.data?.problem)}
      </p>
    </>
  );
}
