import { NavLink } from 'react-router';

export interface SubPage {
  label: string;
  href: string;
}

/** The pages of one thing beside each other; the one that is open is marked in words for those who hear it. */
export function SubNavigation({ label, pages }: { label: string; pages: SubPage[] }) {
  if (pages.length < 2) return null;
  return (
    <nav className="bw-subnav" aria-label={label}>
      <ul className="bw-subnav__list">
        {pages.map((page) => (
          <li key={page.href}>
            <NavLink to={page.href} end className="bw-subnav__link">
              {page.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
