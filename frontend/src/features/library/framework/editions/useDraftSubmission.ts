import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type FieldProblem, problemFrom } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { type Submission, useSubmission } from '@/api/submit';
import { type Meanwhile, meanwhile } from './draft';
import { editionQuery } from './queries';
import type { EditionDetail } from './types';

interface Steps<Input, Output> {
  check?: (input: Input) => FieldProblem[];
  /** Sends the input with the version of the draft that the person has seen. */
  send: (input: Input, seen: { version: number; ifMatch: string }, idempotencyKey: string) => Promise<Output>;
  done: (output: Output) => void | Promise<void>;
}

/**
 * Carries a form that changes the draft. The version that was opened stays the one that is sent, so that nobody's work is
 * overwritten unseen; after a refusal for that reason the page shows what others did meanwhile, and the next press counts.
 */
export function useDraftSubmission<Input, Output>(
  draft: EditionDetail,
  { check, send, done }: Steps<Input, Output>,
): Submission<Input> & { others: Meanwhile } {
  const queryClient = useQueryClient();
  const refresh = useRefresh();
  const [opened] = useState(draft);
  const [seen, setSeen] = useState(draft);
  const submission = useSubmission({
    check,
    send: async (input: Input, key) => {
      try {
        return await send(input, { version: seen.version, ifMatch: `"${seen.version}"` }, key);
      } catch (thrown) {
        const { status } = problemFrom(thrown);
        if (status === 412 || status === 409) {
          // A draft that is gone or published cannot be read as one again; then the refusal says all there is to say.
          const now = await queryClient.query({ ...editionQuery(draft.id), staleTime: 0 }).catch(() => undefined);
          if (now?.edition.state === 'draft') setSeen(now);
        }
        throw thrown;
      }
    },
    done: async (output) => {
      await refresh();
      await done(output);
    },
  });
  return { ...submission, others: meanwhile(opened.changes, seen.changes) };
}
