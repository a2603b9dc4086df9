import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api, type Tagged } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Loaded, useDone } from '@/design';
import { useSubject } from '@/session/subject';
import { evidenceQuery } from './queries';
import type { Evidence } from './types';

export function DeleteEvidencePage() {
  const { evidenceId = '' } = useParams();
  const query = useQuery(evidenceQuery(evidenceId));
  return (
    <Loaded query={query} what="the evidence">
      {(tagged) => <Asking tagged={tagged} />}
    </Loaded>
  );
}

function Asking({ tagged: { value, etag } }: { tagged: Tagged<Evidence> }) {
  const { portfolioPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () =>
      answer(
        api.DELETE('/evidence/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } } }),
      ),
    done: async () => {
      await done(portfolioPath, `“${value.title}” is deleted.`);
      await refresh();
    },
  });
  return (
    <Confirm
      {...state}
      question={`Delete “${value.title}”?`}
      confirm="Delete this evidence"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: `${portfolioPath}/evidence/${value.id}` }}
    >
      <p>What you wrote and the files go for good. This cannot be undone.</p>
    </Confirm>
  );
}
