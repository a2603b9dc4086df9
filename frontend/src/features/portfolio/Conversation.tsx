import { useQuery } from '@tanstack/react-query';
import { Tag } from 'nhsuk-react-components';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, LongTextField, longMoment, Section, SubmitButton } from '@/design';
import { messagesQuery } from './queries';
import type { ClaimSummary } from './types';

/** What the person and those who may review the claim write to one another; nobody else sees it. */
export function Conversation({ summary }: { summary: ClaimSummary }) {
  if (!summary.messages) return null;
  return (
    <Section title="Conversation">
      <p className="bw-small">
        Between {summary.person.name} and those who may review this claim. A message stays as it was sent.
      </p>
      <Messages claimId={summary.id} unread={summary.messages.unread} />
    </Section>
  );
}

function Messages({ claimId, unread }: { claimId: string; unread: number }) {
  const query = useQuery(messagesQuery(claimId));
  const noted = useRef(false);
  const loaded = query.data !== undefined;
  useEffect(() => {
    if (!loaded || unread === 0 || noted.current) return;
    noted.current = true;
    // Reading needs no answer: should it fail, the messages only count as new once more.
    void api.POST('/claims/{id}/messages/read', { params: { path: { id: claimId } } });
  }, [loaded, unread, claimId]);
  return (
    <>
      <Loaded query={query} what="the conversation">
        {({ items }) =>
          items.length === 0 ? (
            <p>Nothing has been written yet.</p>
          ) : (
            <ol className="bw-messages">
              {items.map((message) => (
                <li key={message.id} className={message.own ? 'bw-message bw-message--own' : 'bw-message'}>
                  <p className="bw-message__who">
                    {message.own ? 'You' : message.by.name}, {longMoment(message.at)}{' '}
                    {message.unread ? <Tag modifier="blue">New</Tag> : null}
                  </p>
                  <p className="bw-written">{message.text}</p>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      <NewMessage claimId={claimId} />
    </>
  );
}

function NewMessage({ claimId }: { claimId: string }) {
  const refresh = useRefresh();
  const [text, setText] = useState('');
  const { submit, ...state } = useSubmission({
    check: (): FieldProblem[] => (text.trim() === '' ? [{ name: 'text', message: 'Write your message' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/claims/{id}/messages', {
          params: { path: { id: claimId }, header: { 'Idempotency-Key': key } },
          body: { text },
        }),
      ),
    done: async () => {
      setText('');
      await refresh();
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <LongTextField name="text" label="Your message" rows={3} value={text} onChange={setText} />
      <SubmitButton pending={state.pending} secondary>
        Send message
      </SubmitButton>
    </Form>
  );
}
