import { useParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, LoadedPage, useDone } from '@/design';
import { newestFirst } from '../newestFirst';
import { trainingVersionQuery } from './queries';
import { editing, useSave } from './useSave';
import { baseCrumbs, pathwaysHome, type TrainingVersion, versionHome } from './words';

function useVersion() {
  const { versionId = '' } = useParams();
  return useQuery(trainingVersionQuery(versionId));
}

export function RemoveMilestonePage() {
  return (
    <LoadedPage query={useVersion()} what="the draft" title="Remove the milestone?" breadcrumbs={baseCrumbs}>
      {(version) => <Removing version={version} />}
    </LoadedPage>
  );
}

function Removing({ version }: { version: TrainingVersion }) {
  const { key = '' } = useParams();
  const title = version.milestones.find((one) => one.key === key)?.title ?? 'The milestone';
  const { submit, ...state } = useSave(version, 'The milestone is off the draft.', () =>
    answer(
      api.DELETE('/training-pathway-versions/{id}/milestones/{key}', {
        params: { path: { id: version.ref.id, key }, header: editing(version).header },
      }),
    ),
  );
  return (
    <Confirm
      {...state}
      question="Remove the milestone?"
      confirm="Remove the milestone"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back and keep it', href: versionHome(version.ref.id) }}
    >
      <p>
        {title} leaves the draft. Published versions keep it, and so does what people recorded about it.
      </p>
    </Confirm>
  );
}

export function DiscardPage() {
  return (
    <LoadedPage query={useVersion()} what="the draft" title="Discard the draft?" breadcrumbs={baseCrumbs}>
      {(version) => <Discarding version={version} />}
    </LoadedPage>
  );
}

function Discarding({ version }: { version: TrainingVersion }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => newestFirst(answer(api.DELETE('/training-pathway-versions/{id}', { params: editing(version) })), refresh),
    done: async () => {
      await done(pathwaysHome, 'The draft is discarded.');
      await refresh();
    },
  });
  return (
    <Confirm
      {...state}
      question="Discard the draft?"
      confirm="Discard the draft"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back and keep it', href: versionHome(version.ref.id) }}
    >
      <p>Everything that was changed in it is gone for good. What is published stays as it is.</p>
    </Confirm>
  );
}
