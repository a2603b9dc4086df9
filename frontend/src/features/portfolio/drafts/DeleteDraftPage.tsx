import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api, type Tagged } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Loaded, useDone } from '@/design';
import { useSubject } from '@/session/subject';
import { draftQuery } from '../queries';
import { forgetDraft, keptOfDraft } from './keptDrafts';
import type { Draft } from './words';

export function DeleteDraftPage() {
  const { draftId = '' } = useParams();
  const query = useQuery(draftQuery(draftId));
  return (
    <Loaded query={query} what="your draft">
      {(tagged) => <Asking tagged={tagged} />}
    </Loaded>
  );
}

function Asking({ tagged: { value, etag } }: { tagged: Tagged<Draft> }) {
  const { id: personId, portfolioPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const name = value.title.trim() === '' ? 'this draft' : `the draft “${value.title}”`;
  const { submit, ...state } = useSubmission({
    send: () =>
      answer(
        api.DELETE('/evidence-drafts/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } } }),
      ),
    done: async () => {
      const kept = keptOfDraft(personId, value.id);
      if (kept) forgetDraft(personId, kept.key);
      await done(portfolioPath, 'The draft is deleted.');
      await refresh();
    },
  });
  return (
    <Confirm
      {...state}
      question={`Delete ${name}?`}
      confirm="Delete this draft"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: `${portfolioPath}/evidence/new?draft=${value.id}` }}
    >
      <p>What you wrote goes for good. This cannot be undone.</p>
    </Confirm>
  );
}
