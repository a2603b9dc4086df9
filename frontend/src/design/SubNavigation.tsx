import { Details } from 'nhsuk-react-components';
import { useId } from 'react';
import { NavLink, useLocation } from 'react-router';
import { groupedPages, isOpen, type PageGroup, type SubPage } from './subPages';

/**
 * The pages of one thing beside each other; the one that is open is marked in words for those who hear it. Pages in groups stand
 * in a row for each group, and where there is no room behind a button that says which page is open.
 */
export function SubNavigation({ label, pages }: { label: string; pages: SubPage[] }) {
  const { pathname } = useLocation();
  if (pages.length < 2) return null;
  const groups = groupedPages(pages);
  if (groups.length === 1) {
    return (
      <nav className="bw-subnav" aria-label={label}>
        <Links pages={pages} />
      </nav>
    );
  }
  const open = pages.find((page) => isOpen(page, pathname));
  return (
    <nav className="bw-subnav bw-subnav--grouped" aria-label={label}>
      <div className="bw-wide-only">
        <Groups groups={groups} />
      </div>
      <div className="bw-narrow-only">
        <Details key={pathname}>
          <Details.Summary>{open === undefined ? `Pages of ${label}` : `${label}: ${open.label}, and other pages`}</Details.Summary>
          <Details.Text>
            <Groups groups={groups} />
          </Details.Text>
        </Details>
      </div>
    </nav>
  );
}

function Groups({ groups }: { groups: PageGroup[] }) {
  const id = useId();
  return groups.map(({ name, pages }, i) => (
    <div key={name} className="bw-subnav__group">
      <p className="bw-subnav__name" id={`${id}-${i}`}>
        {name}
      </p>
      <Links pages={pages} labelledBy={`${id}-${i}`} />
    </div>
  ));
}

function Links({ pages, labelledBy }: { pages: SubPage[]; labelledBy?: string }) {
  return (
    <ul className="bw-subnav__list" aria-labelledby={labelledBy}>
      {pages.map((page) => (
        <li key={page.href}>
          <NavLink to={page.href} end={page.withBelow !== true} className="bw-subnav__link">
            {page.label}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
