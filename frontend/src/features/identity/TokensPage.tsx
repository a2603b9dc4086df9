import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { ButtonLink, EmptyState, Loaded, Page, useDone } from '@/design';
import { TokensTable } from '@/session/TokensTable';

/** One's personal tokens. */
export function TokensPage() {
  const query = useQuery({ queryKey: ['my-tokens'], queryFn: () => answer(api.GET('/me/tokens')) });
  const done = useDone();
  const refresh = useRefresh();
  return (
    <Page
      title="Your personal tokens"
      breadcrumbs={[{ label: 'Your account', href: '/account' }]}
      action={<ButtonLink href="/account/tokens/new">Make a token</ButtonLink>}
    >
      <p>
        A token lets a program use Bandwise in your name, with what you may do and never more. Whoever has it can do the
        same: keep it as you keep your password, and end it when it is no longer needed.
      </p>
      <Loaded query={query} what="your tokens">
        {({ items }) => (
          <TokensTable
            tokens={items}
            end={({ id }) => answer(api.POST('/me/tokens/{id}/end', { params: { path: { id } } }))}
            ended={async ({ name }) => {
              await refresh();
              await done('/account/tokens', `The token ${name} is ended.`);
            }}
            empty={<EmptyState title="No token yet">Make one when a program of yours needs to read from Bandwise.</EmptyState>}
          />
        )}
      </Loaded>
    </Page>
  );
}
