import type { ReactNode } from 'react';
import { type Crumb, Page } from './Page';
import { type AwaitedQuery, Loaded } from './Waiting';

interface LoadedPageProps<T> {
  query: AwaitedQuery<T>;
  what: string;
  /** What the page is called until the thing is there to name it. */
  title: string;
  breadcrumbs?: Crumb[];
  /** The whole page, with its own title. */
  children: (value: T) => ReactNode;
}

/** A page whose title comes with what it shows; it has a title too while that is on its way or cannot be shown. */
export function LoadedPage<T>({ query, what, title, breadcrumbs, children }: LoadedPageProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return (
    <Page title={title} breadcrumbs={breadcrumbs}>
      <Loaded query={query} what={what}>
        {children}
      </Loaded>
    </Page>
  );
}
