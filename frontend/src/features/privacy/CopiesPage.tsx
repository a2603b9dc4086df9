import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, longMoment, Page, Section, SubmitButton } from '@/design';
import { useMe } from '@/session/session';
import { archivesQuery } from './queries';
import { type Archive, archiveSentence } from './words';

/** Copies of one's own record, and those of others that one asked for. */
export function CopiesPage() {
  const me = useMe();
  const refresh = useRefresh();
  const archives = useQuery(archivesQuery);
  const { submit, ...state } = useSubmission({
    send: () => answer(api.POST('/people/{id}/subject-archives', { params: { path: { id: me.person.id } }, body: {} })),
    done: refresh,
  });
  return (
    <Page title="A copy of your record" breadcrumbs={[{ label: 'Your account', href: '/account' }]}>
      <p>
        You can have everything that is held about you: a page to read and print, your files, and the same as data for
        programs. It is made in the background and stays here for seven days; only you can download it.{' '}
        <Link to="/privacy">What is kept, and why</Link>
      </p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <SubmitButton pending={state.pending}>Ask for a copy</SubmitButton>
      </Form>
      <Loaded query={archives} what="your copies">
        {({ items }) => (
          <>
            <Copies title="Your copies" archives={items.filter(({ mine }) => mine)} empty="You have not asked for a copy yet." />
            {items.some(({ mine }) => !mine) ? (
              <Copies title="Copies of other people’s records" archives={items.filter(({ mine }) => !mine)} empty="" />
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

export function Copies({ title, archives, empty }: { title: string; archives: Archive[]; empty: string }) {
  return (
    <Section title={title}>
      {archives.length === 0 ? <p>{empty}</p> : null}
      <ul className="bw-rows" aria-live="polite">
        {archives.map((archive) => (
          <li key={archive.id}>
            <Copy archive={archive} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Copy({ archive }: { archive: Archive }) {
  const asked = longMoment(archive.requestedAt);
  const name = archive.mine ? `Your record, asked for on ${asked}` : `${archive.person.name}, asked for on ${asked}`;
  return (
    <>
      {archive.state === 'ready' ? (
        <a href={`/api/v1/subject-archives/${archive.id}/content`} download>
          {name}
        </a>
      ) : (
        <strong>{name}</strong>
      )}
      {archive.reason ? <p className="bw-written">Reason: {archive.reason}</p> : null}
      <p className="bw-small">{archiveSentence(archive)}</p>
      {archive.state === 'making' ? (
        <progress max={Math.max(archive.total, 1)} value={archive.done} aria-label="Making the copy" />
      ) : null}
      {archive.state === 'ready' ? <Remove archive={archive} name={name} /> : null}
    </>
  );
}

function Remove({ archive, name }: { archive: Archive; name: string }) {
  const refresh = useRefresh();
  const [sure, setSure] = useState(false);
  const { submit, problems } = useSubmission({
    send: () => answer(api.DELETE('/subject-archives/{id}', { params: { path: { id: archive.id } } })),
    done: refresh,
  });
  return (
    <>
      <Button type="button" secondary small onClick={() => (sure ? void submit(undefined) : setSure(true))}>
        {sure ? 'Yes, delete the file' : 'Delete the file'}
        <span className="nhsuk-u-visually-hidden">: {name}</span>
      </Button>
      <span role="alert">{problems?.general.join(' ')}</span>
    </>
  );
}
