import { Page } from '@/design';
import { useMe } from '@/session/session';

/** The first page after the sign-in. */
export function Home() {
  const me = useMe();
  return (
    <Page title="Home">
      <p>You are signed in as {me.person.name}.</p>
    </Page>
  );
}
