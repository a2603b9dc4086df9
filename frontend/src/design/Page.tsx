import { Breadcrumb, NotificationBanner } from 'nhsuk-react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { RouterLink } from './links';
import { noticeOf } from './notice';

export interface Crumb {
  label: string;
  href: string;
}

interface PageProps {
  title: string;
  /** The pages above this one, topmost first. */
  breadcrumbs?: Crumb[];
  /** A short line above the title, such as the person whose page this is. */
  caption?: ReactNode;
  /** Stands beside the title: the page's one main action. */
  action?: ReactNode;
  children: ReactNode;
}

/** A page: its name in the tab, the way up, one h1 that takes the focus when the page is arrived at. */
export function Page({ title, breadcrumbs = [], caption, action, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const location = useLocation();
  const { key, pathname } = location;
  const notice = noticeOf(location.state);

  useEffect(() => {
    document.title = `${title} – Bandwise`;
  }, [title]);

  useEffect(() => {
    // On the very first page the browser's own order stands, so that the skip link comes first.
    if (key !== 'default') heading.current?.focus();
    // A changed search or sort has a new key but is the same page: the focus stays where it is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pathname]);

  const parent = breadcrumbs.at(-1);
  return (
    <>
      {parent ? (
        <Breadcrumb>
          {breadcrumbs.map((crumb) => (
            <Breadcrumb.Item key={crumb.href} asElement={RouterLink} href={crumb.href}>
              {crumb.label}
            </Breadcrumb.Item>
          ))}
          <Breadcrumb.Back asElement={RouterLink} href={parent.href}>
            {parent.label}
          </Breadcrumb.Back>
        </Breadcrumb>
      ) : null}
      {notice === '' ? null : (
        <NotificationBanner success disableAutoFocus key={key}>
          <NotificationBanner.Heading>{notice}</NotificationBanner.Heading>
        </NotificationBanner>
      )}
      <div className="bw-page-head">
        <h1 className="nhsuk-heading-l" tabIndex={-1} ref={heading}>
          {caption ? (
            <span className="nhsuk-caption-m">
              {caption}
              <span className="nhsuk-u-visually-hidden">: </span>
            </span>
          ) : null}
          {title}
        </h1>
        {action ? <div className="bw-page-head__action">{action}</div> : null}
      </div>
      {children}
    </>
  );
}
