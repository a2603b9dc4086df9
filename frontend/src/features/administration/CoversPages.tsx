import { useState } from 'react';
import { useParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { personQuery } from '@/api/people';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, EmptyState, Loaded, LoadedPage, longDate, Page, useDone } from '@/design';
import { CoverForm } from '@/session/CoverForm';
import { type Cover, CoversTable } from '@/session/covers';
import { PersonField } from './PersonField';
import type { PersonRef } from './types';
import { accessCrumb, administrationCrumb } from './words';

const here = '/administration/covers';
const crumb = { label: 'Cover for leave', href: here };
const coversQuery = {
  queryKey: ['covers'],
  queryFn: () => answer(api.GET('/covers', { params: { query: { limit: 200 } } })),
};

/** Who stands in for whom in the organisation. */
export function CoversPage() {
  const query = useQuery(coversQuery);
  return (
    <Page title="Cover for leave" caption="Administration" breadcrumbs={[administrationCrumb, accessCrumb]}>
      <p>
        People set their own cover on their account page. For somebody who is away already, open the person and choose
        “Set a cover”. A cover ends by itself after its last day.
      </p>
      <Loaded query={query} what="the covers">
        {({ items, total }) => (
          <>
            <CoversTable
              caption="Covers"
              covers={items}
              endPath={({ id }) => `${here}/${id}/end`}
              empty={<EmptyState title="Nobody stands in for anybody.">Covers that are set appear here.</EmptyState>}
            />
            {total > items.length ? <p>The latest {items.length} of {total} are shown.</p> : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Lets a colleague stand in for somebody who is away. */
export function SetCoverPage() {
  const { personId = '' } = useParams();
  const query = useQuery(personQuery(personId));
  return (
    <LoadedPage query={query} what="the person" title="Set a cover" breadcrumbs={[administrationCrumb, crumb]}>
      {({ id, name }) => <Setting person={{ id, name }} />}
    </LoadedPage>
  );
}

function Setting({ person }: { person: PersonRef }) {
  const done = useDone();
  const refresh = useRefresh();
  const [colleague, setColleague] = useState<PersonRef>();
  return (
    <Page title={`Set a cover for ${person.name}`} breadcrumbs={[administrationCrumb, crumb]}>
      <p>
        The colleague may then decide what waits for {person.name}, for the people of their line. You cannot choose
        yourself: ask another administrator.
      </p>
      <CoverForm
        coveringId={colleague?.id ?? ''}
        send={(body, key) =>
          answer(
            api.POST('/people/{id}/covers', {
              params: { path: { id: person.id }, header: { 'Idempotency-Key': key } },
              body,
            }),
          )
        }
        done={async ({ covering, endsOn }) => {
          await refresh();
          await done(here, `${covering.name} stands in for ${person.name} until ${longDate(endsOn)}. Both are told.`);
        }}
        colleague={
          <PersonField name="coveringId" label="Colleague who stands in" value={colleague} onChange={setColleague} without={person.id} />
        }
      />
    </Page>
  );
}

/** Asks before a cover is ended by an administrator. */
export function EndCoverPage() {
  const { coverId = '' } = useParams();
  const query = useQuery(coversQuery);
  return (
    <LoadedPage query={query} what="the cover" title="End the cover" breadcrumbs={[administrationCrumb, crumb]}>
      {({ items }) => {
        const cover = items.find(({ id }) => id === coverId);
        return cover ? (
          <Ending cover={cover} />
        ) : (
          <Page title="End the cover" breadcrumbs={[administrationCrumb, crumb]}>
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
      <p>It would last until {longDate(endsOn)}. It ends at once, and both are told. It cannot be undone.</p>
    </Confirm>
  );
}
