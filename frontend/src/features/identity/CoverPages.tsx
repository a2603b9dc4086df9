import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  ButtonLink,
  Confirm,
  EmptyState,
  Loaded,
  LoadedPage,
  longDate,
  Page,
  Section,
  SelectField,
  TextField,
  useDone,
  useSettled,
} from '@/design';
import { CoverForm } from '@/session/CoverForm';
import { type Cover, CoversTable } from '@/session/covers';

const account = { label: 'Your account', href: '/account' };
const here = '/account/cover';
const coversQuery = { queryKey: ['my-covers'], queryFn: () => answer(api.GET('/me/covers')) };
const endPath = ({ id }: Cover) => `${here}/${id}/end`;

/** Who stands in for one while one is away, and for whom one stands in. */
export function CoverPage() {
  const query = useQuery(coversQuery);
  return (
    <Page
      title="Cover for leave"
      breadcrumbs={[account]}
      action={query.data?.coverable ? <ButtonLink href={`${here}/new`}>Set a cover</ButtonLink> : null}
    >
      <p>
        While you are away, a colleague can decide what waits for your review or sign-off, for the people of your line.
        They cannot decide about themselves or about you, and each decision shows both names.
      </p>
      <Loaded query={query} what="your covers">
        {({ away, standingIn, coverable }) => (
          <>
            <Section title="While you are away">
              <CoversTable
                caption="Who stands in for you"
                covers={away}
                endPath={endPath}
                empty={
                  <EmptyState title="Nobody stands in for you.">
                    {coverable
                      ? 'Set a cover before you go on leave, so that nobody waits for you.'
                      : 'Nothing waits for you to decide: cover is for mentors, assessors and managers.'}
                  </EmptyState>
                }
              />
            </Section>
            <Section title="For your colleagues">
              <CoversTable
                caption="For whom you stand in"
                covers={standingIn}
                endPath={endPath}
                empty={
                  <EmptyState title="You stand in for nobody.">
                    When a colleague asks you to, it stands here, and what waits for them is in your lists.
                  </EmptyState>
                }
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Lets a colleague stand in. */
export function NewCoverPage() {
  const done = useDone();
  const refresh = useRefresh();
  const [typed, setTyped] = useState('');
  const [coveringId, setCoveringId] = useState('');
  const search = useSettled(typed.trim());
  const { data } = useQuery({
    queryKey: ['cover-candidates', search],
    queryFn: () => answer(api.GET('/me/cover-candidates', { params: { query: { q: search || undefined } } })),
    placeholderData: (previous) => previous,
  });
  return (
    <Page title="Set a cover" breadcrumbs={[account, { label: 'Cover for leave', href: here }]}>
      <CoverForm
        coveringId={coveringId}
        send={(body, key) => answer(api.POST('/me/covers', { params: { header: { 'Idempotency-Key': key } }, body }))}
        done={async ({ covering, startsOn, endsOn }) => {
          await refresh();
          await done(here, `${covering.name} stands in for you from ${longDate(startsOn)} to ${longDate(endsOn)}. You are both told.`);
        }}
        colleague={
          <>
            <TextField name="q" label="Search by name (optional)" hint="Shortens the list below" value={typed} onChange={setTyped} />
            <SelectField
              name="coveringId"
              label="Colleague who stands in"
              value={coveringId}
              onChange={setCoveringId}
              placeholder="Choose a colleague"
              choices={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </>
        }
      />
    </Page>
  );
}

/** Asks before a cover is ended. */
export function EndCoverPage() {
  const { coverId = '' } = useParams();
  const query = useQuery(coversQuery);
  return (
    <LoadedPage query={query} what="the cover" title="End the cover" breadcrumbs={[account, { label: 'Cover for leave', href: here }]}>
      {({ away, standingIn }) => {
        const cover = [...away, ...standingIn].find(({ id }) => id === coverId);
        return cover ? (
          <Ending cover={cover} />
        ) : (
          <Page title="End the cover" breadcrumbs={[account, { label: 'Cover for leave', href: here }]}>
            <EmptyState title="There is no such cover." />
          </Page>
        );
      }}
    </LoadedPage>
  );
}

function Ending({ cover: { id, person, covering, endsOn } }: { cover: Cover }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.POST('/covers/{id}/end', { params: { path: { id } } })),
    done: async () => {
      await refresh();
      await done(here, `The cover by ${covering.name} for ${person.name} is ended.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`End the cover by ${covering.name} for ${person.name}?`}
      confirm="End the cover"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without ending it', href: here }}
    >
      <p>
        It would last until {longDate(endsOn)}. It ends at once, and both are told. It cannot be undone, but a new cover
        can be set.
      </p>
    </Confirm>
  );
}
