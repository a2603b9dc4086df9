import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { ButtonLink, Facts, LoadedPage, longMoment, Page } from '@/design';

type State = components['schemas']['SecondFactor'];

export const accountCrumb = { label: 'Your account', href: '/account' };
export const factorCrumb = { label: 'Second step', href: '/account/second-step' };

export const factorQuery = queryOptions({
  queryKey: ['my-second-factor'],
  queryFn: () => answer(api.GET('/me/second-factor')),
});

/** Whether one signs in with a second step, and what can be done about it. */
export function SecondFactorPage() {
  const query = useQuery(factorQuery);
  return (
    <LoadedPage query={query} what="your second step" title="Second step at sign-in" breadcrumbs={[accountCrumb]}>
      {(state) => <Loaded state={state} />}
    </LoadedPage>
  );
}

function Loaded({ state }: { state: State }) {
  return (
    <Page
      title="Second step at sign-in"
      breadcrumbs={[accountCrumb]}
      action={state.offered && !state.enrolled ? <ButtonLink href="/account/second-step/set-up">Set it up</ButtonLink> : null}
    >
      <p>
        With a second step, a password that somebody else found out is not enough: signing in also asks for a code that an
        app on your telephone shows.
      </p>
      {state.enrolled ? <SetUp state={state} /> : <NotSetUp state={state} />}
    </Page>
  );
}

function SetUp({ state: { since, codesLeft, required } }: { state: State }) {
  return (
    <>
      <Facts
        facts={[
          { term: 'Set up', value: since ? longMoment(since) : '' },
          {
            term: 'Recovery codes left',
            value: codesLeft,
            action: { label: 'Make new ones', about: 'recovery codes', href: '/account/second-step/recovery-codes' },
          },
        ]}
      />
      {codesLeft < 4 ? <p>Make new recovery codes before you run out of them.</p> : null}
      <h2 className="nhsuk-heading-m">A new telephone</h2>
      <p>
        Remove the second step, then set it up again with the new telephone.
        {required ? ' Your roles ask for it: in between you can do nothing else.' : ''}
      </p>
      <ButtonLink href="/account/second-step/remove" secondary>
        Remove the second step
      </ButtonLink>
    </>
  );
}

function NotSetUp({ state: { offered, required } }: { state: State }) {
  if (!offered) return <p>This installation does not offer a second step.</p>;
  return (
    <p>
      {required
        ? 'Your roles approve or administer, so your organisation asks you to set it up.'
        : 'It is not set up. Your organisation leaves it to you.'}
    </p>
  );
}
