import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Footer, SkipLink } from 'nhsuk-react-components';
import { Outlet, ScrollRestoration, useNavigate, useNavigation } from 'react-router';
import { answer, api } from '@/api/client';
import { AppHeader, RouterLink } from '@/design';
import { forgetKept } from '@/session/kept';
import { forgetPerson, meQuery } from '@/session/queries';
import { noticeCountQuery } from '@/features/notices/queries';
import { bellWords } from '@/features/notices/words';
import { EmergencyBanner } from './EmergencyBanner';
import { navigationFor } from './navigation';

/** What every page has around it. */
export function Shell() {
  const { data: me } = useQuery(meQuery);
  const { data: counts } = useQuery({ ...noticeCountQuery, enabled: Boolean(me) });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const navigation = useNavigation();

  async function signOut() {
    const left = await answer<{ address: string } | undefined>(api.DELETE('/session'));
    forgetPerson(queryClient);
    forgetKept();
    queryClient.setQueryData(meQuery.queryKey, null);
    // Whoever came through the organisation's provider signs out there too, and comes back from it.
    if (left) window.location.assign(left.address);
    else await navigate('/sign-in');
  }

  return (
    <>
      <SkipLink />
      <AppHeader
        items={me ? navigationFor(me.permissions) : []}
        account={
          me
            ? {
                name: me.person.name,
                organisation: me.organisation.name,
                notices: bellWords(counts),
                onSignOut: () => void signOut(),
              }
            : undefined
        }
      />
      {me?.emergency ? <EmergencyBanner emergency={me.emergency} /> : null}
      <div className="nhsuk-width-container bw-body" aria-busy={navigation.state === 'loading'}>
        {/* Takes the focus from the first paint on: the skip link's own behaviour arrives later, in a chunk of its own. */}
        <main className="nhsuk-main-wrapper bw-main" id="maincontent" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Footer>
        <Footer.Meta>
          <Footer.ListItem asElement={RouterLink} href="/privacy">
            Privacy
          </Footer.ListItem>
          <Footer.Copyright>
            {me ? `${me.organisation.name}. ` : ''}Bandwise: competencies and careers in clinical coding, health
            records and patient services.
          </Footer.Copyright>
        </Footer.Meta>
      </Footer>
      <ScrollRestoration />
    </>
  );
}
