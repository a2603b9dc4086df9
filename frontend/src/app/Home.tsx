import { Navigate } from 'react-router';
import { useMe } from '@/session/session';
import { firstPageFor } from './navigation';

/** Opens the page that the person most likely came for. */
export function Home() {
  return <Navigate to={firstPageFor(useMe().roles)} replace />;
}
