import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { Page } from '@/design';
import { NotFoundPage } from './NotFoundPage';

/** Stands in for a page that failed; the rest of the application stays usable. */
export function ErrorPage() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  return (
    <Page title="Sorry, this page has failed">
      <p>What you saved before is kept. Load the page again; if it fails again, tell whoever runs Bandwise for you.</p>
      <p>
        <Link to="." reloadDocument>
          Load this page again
        </Link>
      </p>
      <p>
        <Link to="/" reloadDocument>
          Go to your first page
        </Link>
      </p>
    </Page>
  );
}
