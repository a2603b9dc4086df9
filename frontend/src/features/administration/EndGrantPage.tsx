import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, EmptyState, LoadedPage, Page, useDone } from '@/design';
import { grantsOfQuery } from './queries';
import type { Grant } from './types';
import { accessCrumb, administrationCrumb, grantName } from './words';

export function EndGrantPage() {
  const { personId = '', grantId = '' } = useParams();
  const query = useQuery(grantsOfQuery(personId));
  return (
    <LoadedPage
      query={query}
      what="the role of access"
      title="Take a role of access away"
      breadcrumbs={[administrationCrumb, accessCrumb]}
    >
      {({ items }) => {
        const grant = items.find(({ id }) => id === grantId);
        if (!grant) {
          return (
            <Page title="Take a role of access away" breadcrumbs={[administrationCrumb, accessCrumb]}>
              <EmptyState title="This person has no such role of access." />
            </Page>
          );
        }
        return <Asking grant={grant} />;
      }}
    </LoadedPage>
  );
}

function Asking({ grant }: { grant: Grant }) {
  const { person } = grant;
  const here = `/administration/people/${person.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.POST('/grants/{id}/end', { params: { path: { id: grant.id } } })),
    done: async () => {
      await refresh();
      await done(here, `${person.name} no longer has the role of access “${grantName(grant)}”.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Take “${grantName(grant)}” away from ${person.name}?`}
      confirm="Take this role away"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: here }}
    >
      <p>
        It ends at once: from the next page on, {person.name} can no longer do what it allows. It cannot be undone; you
        can give the role anew, and the trail shows both.
      </p>
    </Confirm>
  );
}
