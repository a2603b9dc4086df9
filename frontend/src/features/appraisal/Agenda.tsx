import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { EmptyState, Failed, Form, SubmitButton, TextField } from '@/design';
import { useMe } from '@/session/session';
import { type Sheet, sourceWord } from './words';

type Item = components['schemas']['AgendaItem'];
type Proposal = components['schemas']['AgendaProposal'];

/** The agenda: what was put on it, what the records propose beyond it, and a line to add one's own. */
export function Agenda({ sheet }: { sheet: Sheet }) {
  const mayAdd = sheet.may.includes('add_item');
  return (
    <>
      {sheet.agenda.length === 0 ? (
        <EmptyState title="The agenda is empty." />
      ) : (
        <ol className="bw-rows">
          {sheet.agenda.map((item) => (
            <AgendaItem key={item.id} item={item} sheet={sheet} mayTick={mayAdd} />
          ))}
        </ol>
      )}
      {mayAdd && sheet.proposed.length > 0 ? (
        <>
          <h3 className="nhsuk-heading-s">Proposed from the records</h3>
          <ul className="bw-rows">
            {sheet.proposed.map((proposal) => (
              <Proposed key={proposal.key} proposal={proposal} meetingId={sheet.meeting.id} />
            ))}
          </ul>
        </>
      ) : null}
      {mayAdd ? <AddItem meetingId={sheet.meeting.id} /> : null}
    </>
  );
}

function AgendaItem({ item, sheet, mayTick }: { item: Item; sheet: Sheet; mayTick: boolean }) {
  const me = useMe();
  const refresh = useRefresh();
  const tick = useSubmission({
    send: (discussed: boolean) =>
      answer(api.PATCH('/appraisal-items/{id}', { params: { path: { id: item.id } }, body: { discussed } })),
    done: refresh,
  });
  const remove = useSubmission({
    send: () => answer(api.DELETE('/appraisal-items/{id}', { params: { path: { id: item.id } } })),
    done: refresh,
  });
  const problems = tick.problems ?? remove.problems;
  const mayRemove =
    sheet.meeting.state === 'planned' &&
    mayTick &&
    (item.raisedBy.id === me.person.id || sheet.meeting.lead.id === me.person.id);
  return (
    <li>
      <p className="bw-flush">
        <span className="bw-small">{sourceWord(item.source)}: </span>
        {item.link ? <Link to={item.link}>{item.title}</Link> : item.title}
        {item.discussed ? <strong> Discussed</strong> : null}
      </p>
      <p className="bw-small">{item.because || `Added by ${item.raisedBy.name}.`}</p>
      {problems ? <Failed message={problems.general[0] ?? problems.fields[0]?.message ?? ''} /> : null}
      {mayTick ? (
        <div className="nhsuk-button-group">
          {sheet.meeting.state === 'held' ? (
            <Button type="button" secondary small onClick={() => void tick.submit(!item.discussed)}>
              {item.discussed ? 'Not discussed after all' : 'Mark as discussed'}
              <span className="nhsuk-u-visually-hidden">: {item.title}</span>
            </Button>
          ) : null}
          {mayRemove ? (
            <Button type="button" secondary small onClick={() => void remove.submit(undefined)}>
              Take off<span className="nhsuk-u-visually-hidden"> the agenda: {item.title}</span>
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function Proposed({ proposal, meetingId }: { proposal: Proposal; meetingId: string }) {
  const refresh = useRefresh();
  const { submit, problems } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/appraisals/{id}/items', {
          params: { path: { id: meetingId }, header: { 'Idempotency-Key': key } },
          body: { key: proposal.key },
        }),
      ),
    done: refresh,
  });
  return (
    <li>
      <p className="bw-flush">
        <span className="bw-small">{sourceWord(proposal.source)}: </span>
        {proposal.title}
      </p>
      <p className="bw-small">{proposal.because}</p>
      {problems ? <Failed message={problems.general[0] ?? problems.fields[0]?.message ?? ''} /> : null}
      <Button type="button" secondary small onClick={() => void submit(undefined)}>
        Put on the agenda<span className="nhsuk-u-visually-hidden">: {proposal.title}</span>
      </Button>
    </li>
  );
}

function AddItem({ meetingId }: { meetingId: string }) {
  const refresh = useRefresh();
  const [title, setTitle] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (title.trim() === '' ? [{ name: 'title', message: 'Say what you want to talk about' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/appraisals/{id}/items', {
          params: { path: { id: meetingId }, header: { 'Idempotency-Key': key } },
          body: { title },
        }),
      ),
    done: async () => {
      setTitle('');
      await refresh();
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TextField name="title" label="Something else to talk about" value={title} onChange={setTitle} />
      <SubmitButton secondary pending={state.pending}>
        Add to the agenda
      </SubmitButton>
    </Form>
  );
}
