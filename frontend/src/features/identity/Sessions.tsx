import { queryOptions, useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { Loaded, LocalTable, longMoment, useDone, useTableView } from '@/design';

type Session = components['schemas']['OpenSession'];

const sessionsQuery = queryOptions({
  queryKey: ['my-sessions'],
  queryFn: () => answer(api.GET('/me/sessions')),
});

/** Where one is signed in, and the ways to end it. */
export function Sessions() {
  const query = useQuery(sessionsQuery);
  return (
    <>
      <h2 className="nhsuk-heading-m">Where you are signed in</h2>
      <p>
        End a session that you do not recognise or have left open on another computer, and change your password if
        somebody else may know it.
      </p>
      <Loaded query={query} what="your sessions">
        {({ items }) => (
          <>
            <SessionsTable items={items} />
            {items.length > 1 ? <EndOthers /> : null}
          </>
        )}
      </Loaded>
    </>
  );
}

function SessionsTable({ items }: { items: Session[] }) {
  const view = useTableView('sessions');
  return (
    <LocalTable
      caption="Where you are signed in"
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      view={view}
      empty={<p>You are not signed in anywhere.</p>}
      columns={[
        {
          key: 'device',
          header: 'Browser',
          rowHeader: true,
          value: deviceWords,
          cell: (session) => (session.current ? `${deviceWords(session)} (this session)` : deviceWords(session)),
        },
        { key: 'address', header: 'Network address', value: ({ address }) => address, cell: ({ address }) => address || 'Not known' },
        { key: 'in', header: 'Signed in', value: ({ signedInAt }) => signedInAt, cell: ({ signedInAt }) => longMoment(signedInAt) },
        { key: 'used', header: 'Last used', value: ({ lastUsedAt }) => lastUsedAt, cell: ({ lastUsedAt }) => longMoment(lastUsedAt) },
        {
          key: 'end',
          header: 'End it',
          cell: (session) => (session.current ? 'Sign out, at the top of the page' : <EndSession session={session} />),
        },
      ]}
    />
  );
}

function deviceWords({ device }: Session): string {
  return device || 'A browser that is not known';
}

function EndSession({ session }: { session: Session }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, problems } = useSubmission({
    send: () => answer(api.POST('/me/sessions/{id}/end', { params: { path: { id: session.id } } })),
    done: async () => {
      await refresh();
      await done('/account', 'The session is ended.');
    },
  });
  return (
    <>
      <Button type="button" secondary small onClick={() => void submit(undefined)}>
        End<span className="nhsuk-u-visually-hidden"> the session of {deviceWords(session)}</span>
      </Button>
      <span role="alert">{problems?.general.join(' ')}</span>
    </>
  );
}

function EndOthers() {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, problems } = useSubmission({
    send: () => answer(api.POST('/me/sessions/end-others')),
    done: async () => {
      await refresh();
      await done('/account', 'You are signed out everywhere else.');
    },
  });
  return (
    <>
      <Button type="button" secondary onClick={() => void submit(undefined)}>
        Sign out everywhere else
      </Button>
      <p role="alert">{problems?.general.join(' ')}</p>
    </>
  );
}
