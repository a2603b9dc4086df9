import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { EmptyState, Loaded, LoadedPage, Page, useDone } from '@/design';
import { TokensTable } from '@/session/TokensTable';
import { taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';
import { administrationCrumb, peopleCrumb } from './words';

/** A person's personal tokens, as an administrator sees and ends them. */
export function TokensOfPage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage query={query} what="the person" title="Personal tokens" breadcrumbs={[administrationCrumb, peopleCrumb]}>
      {({ value }) => <TokensOf person={value} />}
    </LoadedPage>
  );
}

function TokensOf({ person }: { person: PersonDetail }) {
  const here = `/administration/people/${person.id}`;
  const path = { id: person.id };
  const done = useDone();
  const refresh = useRefresh();
  const query = useQuery({
    queryKey: ['people', person.id, 'tokens'],
    queryFn: () => answer(api.GET('/people/{id}/tokens', { params: { path } })),
  });
  return (
    <Page
      title="Personal tokens"
      caption={person.name}
      breadcrumbs={[administrationCrumb, peopleCrumb, { label: person.name, href: here }]}
    >
      <p>By these tokens programs act in the name of {person.name}. The audit trail names a token by what it begins with.</p>
      <Loaded query={query} what="the tokens">
        {({ items }) => (
          <TokensTable
            tokens={items}
            end={({ id }) =>
              answer(api.POST('/people/{id}/tokens/{tokenId}/end', { params: { path: { ...path, tokenId: id } } }))
            }
            ended={async ({ name }) => {
              await refresh();
              await done(`${here}/tokens`, `The token ${name} is ended.`);
            }}
            empty={<EmptyState title="No tokens">{person.name} has no personal token.</EmptyState>}
          />
        )}
      </Loaded>
    </Page>
  );
}
