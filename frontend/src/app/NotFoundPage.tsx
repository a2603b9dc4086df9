import { Link } from 'react-router';
import { Page } from '@/design';

export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <p>There is no page at this address, or it is not one that you may see.</p>
      <p>
        <Link to="/">Go to your first page</Link>
      </p>
    </Page>
  );
}
