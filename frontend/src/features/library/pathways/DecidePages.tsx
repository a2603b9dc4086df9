import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, EmptyState, LoadedPage, Page, useDone } from '@/design';
import { newestFirst } from '../newestFirst';
import { pathwayVersionQuery } from '../queries';
import type { RolePathway } from '../types';
import { counted, libraryCrumb } from '../words';
import { pathwayCrumb } from './crumbs';

const crumbs = [libraryCrumb, pathwayCrumb];

function useDraft() {
  const { pathwayId = '' } = useParams();
  return useQuery(pathwayVersionQuery(pathwayId));
}

export function PublishPage() {
  return (
    <LoadedPage query={useDraft()} what="the draft" title="Publish the draft?" breadcrumbs={crumbs}>
      {(draft) => <Publishing draft={draft} />}
    </LoadedPage>
  );
}

function Publishing({ draft }: { draft: RolePathway }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () =>
      answer(
        api.POST('/role-pathways/{id}/publish', { params: { path: { id: draft.id } }, body: { version: draft.version } }),
      ),
    done: async ({ number }) => {
      await refresh();
      await done('/library/pathway', `Version ${number} of the pathway map is in force.`);
    },
  });
  return (
    <Confirm
      {...state}
      question="Publish the draft?"
      confirm="Publish the pathway map"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without publishing', href: `/library/pathway/${draft.id}` }}
    >
      <p>
        From then on everybody reads this map, with {counted(draft.moves.length, 'move')}, and moves are judged by its
        conditions. The map in force until then is kept, marked as replaced. A published map cannot be changed; you begin
        a new draft instead.
      </p>
      <p>
        <Link to={`/library/pathway/${draft.id}/difference`}>Look at what changes</Link>
      </p>
    </Confirm>
  );
}

export function DiscardPage() {
  return (
    <LoadedPage query={useDraft()} what="the draft" title="Discard the draft?" breadcrumbs={crumbs}>
      {(draft) => <Discarding draft={draft} />}
    </LoadedPage>
  );
}

function Discarding({ draft }: { draft: RolePathway }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () =>
      newestFirst(
        answer(
          api.DELETE('/role-pathways/{id}', {
            params: { path: { id: draft.id }, header: { 'If-Match': `"${draft.version}"` } },
          }),
        ),
        refresh,
      ),
    done: async () => {
      await done('/library/pathway', 'The draft is discarded.');
      await refresh();
    },
  });
  return (
    <Confirm
      {...state}
      question="Discard the draft?"
      confirm="Discard the draft"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back and keep it', href: `/library/pathway/${draft.id}` }}
    >
      <p>Everything that was changed in it is gone for good. The map in force stays as it is.</p>
    </Confirm>
  );
}

export function RemoveMovePage() {
  const { moveId = '' } = useParams();
  return (
    <LoadedPage query={useDraft()} what="the draft" title="Remove the move?" breadcrumbs={crumbs}>
      {(draft) => <Removing draft={draft} moveId={moveId} />}
    </LoadedPage>
  );
}

function Removing({ draft, moveId }: { draft: RolePathway; moveId: string }) {
  const here = `/library/pathway/${draft.id}`;
  const move = draft.moves.find(({ id }) => id === moveId);
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () =>
      newestFirst(
        answer(
          api.DELETE('/pathway-moves/{id}', {
            params: { path: { id: moveId }, header: { 'If-Match': `"${draft.version}"` } },
          }),
        ),
        refresh,
      ),
    done: async () => {
      await done(here, 'The move is off the draft.');
      await refresh();
    },
  });
  if (!move) {
    return (
      <Page title="Remove the move?" breadcrumbs={crumbs}>
        <EmptyState title="The draft has no such move.">
          <Link to={here}>To the draft</Link>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Confirm
      {...state}
      question="Remove the move?"
      confirm="Remove the move"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back and keep it', href: here }}
    >
      <p>
        The move from {move.from.name} to {move.to.name} leaves the draft. The map in force keeps it until you publish.
      </p>
    </Confirm>
  );
}
