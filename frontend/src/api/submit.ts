import { useRef, useState } from 'react';
import { newIdempotencyKey } from './client';
import { type FieldProblem, type FormProblems, formProblemsFrom } from './problem';

export interface Submission<Input> {
  /** Checks and sends; while one is under way a second is ignored. */
  submit: (input: Input) => Promise<void>;
  problems: FormProblems | undefined;
  pending: boolean;
  /** Counts the refusals, so that the same sentences are announced again. */
  attempt: number;
}

interface Steps<Input, Output> {
  /** What the browser can see for itself, such as a date without a year. The server has the last word. */
  check?: (input: Input) => FieldProblem[];
  /** Sends the input; the key stays the same until an attempt succeeds. */
  send: (input: Input, idempotencyKey: string) => Promise<Output>;
  done: (output: Output) => void | Promise<void>;
}

/** Carries a form from the button to the answer: checks, sends once, keeps the sentences of a refusal. */
export function useSubmission<Input, Output>({ check, send, done }: Steps<Input, Output>): Submission<Input> {
  const [problems, setProblems] = useState<FormProblems>();
  const [attempt, setAttempt] = useState(0);
  const [pending, setPending] = useState(false);
  const underWay = useRef(false);
  const key = useRef('');

  async function submit(input: Input) {
    if (underWay.current) return;
    const seen = check?.(input) ?? [];
    if (seen.length > 0) {
      setProblems({ fields: seen, general: [] });
      setAttempt((count) => count + 1);
      return;
    }
    underWay.current = true;
    setPending(true);
    if (key.current === '') key.current = newIdempotencyKey();
    try {
      const output = await send(input, key.current);
      key.current = '';
      setProblems(undefined);
      await done(output);
    } catch (thrown) {
      const refused = formProblemsFrom(thrown);
      // A refused body will be changed, and a changed body needs a key of its own.
      // Only where no answer came may the first attempt have been carried out.
      if (!isUnanswered(thrown)) key.current = '';
      setProblems(refused);
      setAttempt((count) => count + 1);
    } finally {
      underWay.current = false;
      setPending(false);
    }
  }

  return { submit, problems, pending, attempt };
}

function isUnanswered(thrown: unknown): boolean {
  return thrown instanceof TypeError;
}
