import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Failed, Loading } from '@/design';
import { meQuery } from '@/session/queries';
import { SessionContext } from '@/session/session';

/** The pages behind the sign-in; whoever is not signed in is sent there and comes back afterwards. */
export function SignedIn() {
  const { data: me, error, refetch } = useQuery(meQuery);
  const { pathname, search } = useLocation();

  if (me === undefined) {
    if (error) return <Failed message={error.message} retry={() => void refetch()} />;
    return <Loading what="Bandwise" />;
  }
  if (me === null) {
    const back = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${back}`} replace />;
  }
  return (
    <SessionContext.Provider value={me}>
      <Outlet />
    </SessionContext.Provider>
  );
}
