import { useState } from 'react';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, LongTextField, useDone } from '@/design';

interface TakeBackProps {
  question: string;
  /** What follows from it. */
  consequence: string;
  confirm: string;
  /** Said when it is done. */
  said: string;
  back: string;
  send: (reason: string, key: string) => Promise<unknown>;
}

/** Asks for the reason before something is ended or withdrawn; it stays on record. */
export function TakeBack({ question, consequence, confirm, said, back, send }: TakeBackProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Give the reason' }] : []),
    send: (_: undefined, key) => send(reason, key),
    done: async () => {
      await refresh();
      await done(back, said);
    },
  });
  return (
    <Confirm
      {...state}
      question={question}
      confirm={confirm}
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: back }}
    >
      <p>{consequence} It stays in the history with the reason.</p>
      <LongTextField name="reason" label="Reason" value={reason} onChange={setReason} rows={3} />
    </Confirm>
  );
}
