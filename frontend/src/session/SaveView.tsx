import { Link, useSearchParams } from 'react-router';
import type { components } from '@/api/schema';
import { useMay } from './session';

/** The way to keep what is chosen on a page under a name, and to what was kept before. */
export function SaveView({ page }: { page: components['schemas']['SavedView']['page'] }) {
  const [params] = useSearchParams();
  if (!useMay('workforce.views')) return null;
  const chosen = new URLSearchParams(params);
  chosen.set('page', page);
  return (
    <p className="bw-small">
      <Link to={`/organisation/views/new?${chosen.toString()}`}>Save this view</Link>
      {' · '}
      <Link to="/organisation/views">Your saved views</Link>
    </p>
  );
}
