import { Header } from 'nhsuk-react-components';
import type { MouseEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { RouterLink } from './links';

export interface NavigationItem {
  label: string;
  href: string;
}

interface AppHeaderProps {
  items?: NavigationItem[];
  account?: {
    name: string;
    organisation: string;
    /** How many notices are new: for eyes, and for ears. */
    notices: { shown: string; said: string };
    onSignOut: () => void;
  };
}

/** The blue header: service name, who is signed in, the way round. */
export function AppHeader({ items = [], account }: AppHeaderProps) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const current = items
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];

  // The logo is the one link of the header that the design system draws itself.
  function stayInside(event: MouseEvent<HTMLElement>) {
    const link = event.target instanceof Element ? event.target.closest('a.nhsuk-header__service-logo') : null;
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void navigate('/');
  }

  return (
    <Header
      // The design system moves items that do not fit into a menu, out of React's sight, so a
      // changed set of items needs a new header.
      key={items.map(({ href }) => href).join(' ')}
      className="bw-header"
      service={{ href: '/', text: 'Bandwise' }}
      onClick={stayInside}
    >
      {account ? (
        <Header.Account>
          <Header.AccountItem asElement={RouterLink} href="/notices">
            <span className="bw-header__bell">
              <Bell />
              Notices
              {account.notices.shown === '' ? null : (
                <>
                  <span className="nhsuk-u-visually-hidden">, {account.notices.said}</span>
                  <span className="bw-header__count" aria-hidden="true">
                    {account.notices.shown}
                  </span>
                </>
              )}
            </span>
          </Header.AccountItem>
          <Header.AccountItem icon asElement={RouterLink} href="/account">
            <span className="bw-header__who">
              {account.name}
              <span className="bw-header__organisation">{account.organisation}</span>
            </span>
          </Header.AccountItem>
          <Header.AccountItem
            as="button"
            type="button"
            onClick={() => {
              account.onSignOut();
            }}
          >
            Sign out
          </Header.AccountItem>
        </Header.Account>
      ) : null}
      {items.length > 0 ? (
        <Header.Navigation aria-label="Main">
          {items.map((item) => (
            <Header.NavigationItem
              key={item.href}
              asElement={RouterLink}
              href={item.href}
              current={item === current && pathname === item.href}
              active={item === current}
            >
              {item.label}
            </Header.NavigationItem>
          ))}
        </Header.Navigation>
      ) : null}
    </Header>
  );
}

function Bell() {
  return (
    <svg width="18" height="20" viewBox="0 0 18 20" aria-hidden="true" focusable="false" fill="currentColor">
      <path d="M9 20a2.5 2.5 0 0 0 2.5-2h-5A2.5 2.5 0 0 0 9 20Zm7-6V8.5a7 7 0 0 0-5.5-6.8V1.5a1.5 1.5 0 0 0-3 0v.2A7 7 0 0 0 2 8.5V14l-2 2v1h18v-1Z" />
    </svg>
  );
}
