import { ApiProblem, type FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { type Submission, useSubmission } from '@/api/submit';

interface Steps<Input, Output> {
  check?: (input: Input) => FieldProblem[];
  send: (input: Input, idempotencyKey: string) => Promise<Output>;
  done: (output: Output) => void | Promise<void>;
}

/**
 * A decision about a match. When somebody else was quicker, the page reads the match again, so that it
 * shows what the person would now decide about; what was typed stays.
 */
export function useDecision<Input, Output>({ check, send, done }: Steps<Input, Output>): Submission<Input> {
  const refresh = useRefresh();
  return useSubmission({
    check,
    send: async (input: Input, key) => {
      try {
        return await send(input, key);
      } catch (thrown) {
        if (thrown instanceof ApiProblem && thrown.status === 409) await refresh();
        throw thrown;
      }
    },
    done,
  });
}
