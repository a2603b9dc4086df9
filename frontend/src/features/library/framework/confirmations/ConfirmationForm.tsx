import { useState } from 'react';
import { Link } from 'react-router';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateText, Form, LongTextField, RadiosField, Section, SubmitButton, TextsBeside, useDone, wordsApart } from '@/design';
import type { EditionStatement } from '../editions/types';
import { entryName } from '../editions/words';
import { statementPath } from '../paths';

interface ReplacedProps {
  statement: EditionStatement;
  successor: EditionStatement;
  replacedOn: string;
}

/** The old statement beside the one that took its place, with the words that changed. */
export function Replaced({ statement, successor, replacedOn }: ReplacedProps) {
  const pieces = wordsApart(statement.text, successor.text);
  return (
    <Section title="What changed">
      {statement.aspect === successor.aspect ? null : (
        <p>
          Aspect before: {statement.aspect}. Now: {successor.aspect}.
        </p>
      )}
      <TextsBeside
        texts={[
          { label: 'Before', pieces: pieces.first },
          { label: 'Now', pieces: pieces.other },
        ]}
      />
      <p className="bw-small">
        In force since <DateText date={replacedOn} plain />. <Link to={statementPath(statement.id)}>The old statement</Link>,{' '}
        <Link to={statementPath(successor.id)}>the new one</Link>
      </p>
    </Section>
  );
}

/** A short form of the same, for a row of a table. */
export function ReplacedWords({ statement, successor }: Omit<ReplacedProps, 'replacedOn'>) {
  const pieces = wordsApart(statement.text, successor.text);
  return (
    <>
      {entryName(successor)}
      <TextsBeside
        texts={[
          { label: 'Before', pieces: pieces.first },
          { label: 'Now', pieces: pieces.other },
        ]}
      />
    </>
  );
}

export interface Decision {
  decision: 'stands' | 'ends';
  reason: string;
}

interface ConfirmationFormProps {
  /** "Does the requirement stand for the changed statement?" */
  question: string;
  stands: string;
  ends: string;
  send: (decision: Decision, idempotencyKey: string) => Promise<unknown>;
  /** What the next page says, by the decision. */
  done: (decision: Decision['decision']) => string;
  /** Where to go on: the next that waits, or the list. */
  next: string;
  more: boolean;
}

/** Whether what rests on a replaced statement stands for its successor. */
export function ConfirmationForm({ question, stands, ends, send, done, next, more }: ConfirmationFormProps) {
  const goOn = useDone();
  const refresh = useRefresh();
  const [decision, setDecision] = useState('');
  const [reason, setReason] = useState('');

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (decision === '') problems.push({ name: 'decision', message: 'Choose whether it stands or ends' });
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Give the reason, so that others understand the decision' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (decided: Decision, key) => send(decided, key),
    done: async () => {
      await refresh();
      await goOn(next, done(decision as Decision['decision']));
    },
  });

  return (
    <Section title="Your decision">
      <Form {...state} onSubmit={() => void submit({ decision: decision as Decision['decision'], reason })}>
        <RadiosField
          name="decision"
          label={question}
          value={decision}
          onChange={setDecision}
          choices={[
            { value: 'stands', label: 'Yes, it stands', hint: stands },
            { value: 'ends', label: 'No, it ends', hint: ends },
          ]}
        />
        <LongTextField name="reason" label="Reason" value={reason} onChange={setReason} rows={3} />
        <SubmitButton pending={state.pending}>{more ? 'Decide and open the next' : 'Decide'}</SubmitButton>
      </Form>
    </Section>
  );
}
