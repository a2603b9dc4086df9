import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { answer, api, newIdempotencyKey } from '@/api/client';
import { DeclareContext, Failed, type FoundPassage, Loading } from '@/design';
import { meQuery } from '@/session/queries';
import { SessionContext } from '@/session/session';

/** Keeps why a passage is not a patient's data. */
async function declare({ kind, mark }: FoundPassage, reason: string): Promise<void> {
  await answer(
    api.POST('/me/patient-data-declarations', {
      params: { header: { 'Idempotency-Key': newIdempotencyKey() } },
      body: { kind, mark, reason },
    }),
  );
}

const setUpSecondStep = '/account/second-step/set-up';

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
  // The server refuses everything else until it is set up.
  if (me.lacksSecondFactor && pathname !== setUpSecondStep) return <Navigate to={setUpSecondStep} replace />;
  return (
    <SessionContext.Provider value={me}>
      <DeclareContext.Provider value={declare}>
        <Outlet />
      </DeclareContext.Provider>
    </SessionContext.Provider>
  );
}
