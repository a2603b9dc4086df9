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
  account?: { name: string; organisation: string; onSignOut: () => void };
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
