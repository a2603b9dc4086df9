import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { ButtonLink, type Column, DateField, dateProblem, EmptyState, Form, isoOf, Loaded, LocalTable, longDate, LongTextField, noDate, Page, RadiosField, Section, SelectField, StateTag, SubmitButton, TextField, useDone, useTableView } from '@/design';
import { actedWords } from '@/session/covers';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { furtherPath, logBookQuery } from './further';

type LogBook = components['schemas']['LogBook'];
type Entry = LogBook['entries'][number];

function useLogBook() {
  const subject = useSubject();
  const { pathwayId = '' } = useParams();
  return { subject, here: furtherPath(subject, pathwayId), query: useQuery(logBookQuery(subject.id, pathwayId)) };
}

function crumbs(subject: Subject, book: LogBook, here: string) {
  return [
    ...crumbsOf(subject, book.person.name, 'progress'),
    { label: 'Further pathways', href: `${subject.progressPath}/further` },
    { label: book.pathway.title, href: here },
  ];
}

/** What was audited or taught, entry by entry, and how far that is of what is asked. */
export function LogBookPage() {
  const { subject, here, query } = useLogBook();
  const view = useTableView('', '-day');
  return (
    <Loaded query={query} what="the log book">
      {(book) => {
        const titleOf = (key: string) => book.milestones.find((one) => one.key === key)?.title ?? key;
        const columns: Column<Entry>[] = [
          { key: 'day', header: 'Day', value: ({ doneOn }) => doneOn, cell: ({ doneOn }) => longDate(doneOn) },
          { key: 'what', header: 'What', rowHeader: true, value: ({ what }) => what, cell: ({ what }) => what ?? 'Not shown to you' },
          { key: 'number', header: 'Counts for', numeric: true, value: ({ number }) => number, cell: ({ number }) => number },
          { key: 'for', header: 'For whom', value: ({ forWhom }) => forWhom, cell: ({ forWhom }) => forWhom },
          { key: 'towards', header: 'Towards', value: ({ milestone }) => titleOf(milestone), cell: ({ milestone }) => titleOf(milestone) },
          {
            key: 'state',
            header: 'State',
            value: ({ state }) => state,
            cell: ({ state, decidedBy, decidedFor, decidedOn, reason }) => (
              <>
                <StateTag kind="logEntry" state={state} />
                {decidedBy ? (
                  <span className="bw-note">
                    {actedWords(decidedBy, decidedFor)}, {longDate(decidedOn ?? '')}. {reason ?? ''}
                  </span>
                ) : null}
              </>
            ),
          },
        ];
        const waiting = book.entries.filter(
          ({ state, milestone }) => state === 'logged' && book.milestones.some((one) => one.key === milestone && one.mayDecide),
        );
        return (
          <Page
            title="Log book"
            caption={subject.own ? book.pathway.title : `${book.pathway.title}, ${book.person.name}`}
            breadcrumbs={crumbs(subject, book, here)}
            action={book.mayAdd ? <ButtonLink href={`${here}/log-book/new`}>Add an entry</ButtonLink> : undefined}
          >
            <ul className="bw-rows">
              {book.milestones.map((one) => (
                <li key={one.key}>
                  <strong>{one.title}</strong>: {one.confirmed} of {one.number} {one.counted} confirmed
                  {one.waiting > 0 ? `, ${one.waiting} waiting` : ''}.<span className="bw-note">{one.source}.</span>
                </li>
              ))}
            </ul>
            {waiting.length > 0 ? (
              <Section title="Waits for you">
                {waiting.map((entry) => (
                  <Deciding key={entry.id} entry={entry} here={`${here}/log-book`} />
                ))}
              </Section>
            ) : null}
            <LocalTable
              caption="Entries"
              searchLabel="Search the entries"
              columns={columns}
              rows={book.entries}
              rowKey={({ id }) => id}
              view={view}
              empty={<EmptyState title="Nothing is logged yet." />}
            />
          </Page>
        );
      }}
    </Loaded>
  );
}

/** A signatory confirms an entry, or gives it back with a reason. */
function Deciding({ entry, here }: { entry: Entry; here: string }) {
  const [decision, setDecision] = useState('');
  const [reason, setReason] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => {
      if (decision === '') return [{ name: `decision-${entry.id}`, message: 'Say whether you confirm the entry' }];
      return decision === 'return' && reason.trim() === '' ? [{ name: `reason-${entry.id}`, message: 'Say what is missing, so that it can be put right' }] : [];
    },
    send: (_: undefined, key) => {
      const params = { path: { id: entry.id }, header: { 'Idempotency-Key': key } };
      return decision === 'confirm'
        ? answer(api.POST('/log-book-entries/{id}/confirm', { params, body: { version: entry.version } }))
        : answer(api.POST('/log-book-entries/{id}/return', { params, body: { version: entry.version, reason } }));
    },
    done: async () => {
      await refresh();
      await done(here, decision === 'confirm' ? 'The entry is confirmed.' : 'The entry is given back.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField
        name={`decision-${entry.id}`}
        label={`${longDate(entry.doneOn)}: ${entry.what ?? ''} (${entry.number}${entry.forWhom ? `, for ${entry.forWhom}` : ''})`}
        value={decision}
        onChange={setDecision}
        choices={[
          { value: 'confirm', label: 'Confirm' },
          { value: 'return', label: 'Give it back' },
        ]}
      />
      {decision === 'return' ? (
        <LongTextField name={`reason-${entry.id}`} label="What is missing?" value={reason} onChange={setReason} rows={2} />
      ) : null}
      <SubmitButton secondary pending={state.pending}>
        Save the decision
      </SubmitButton>
    </Form>
  );
}

export function NewLogEntryPage() {
  const { subject, here, query } = useLogBook();
  return (
    <Loaded query={query} what="the log book">
      {(book) => (
        <Page title="Add an entry to the log book" breadcrumbs={[...crumbs(subject, book, here), { label: 'Log book', href: `${here}/log-book` }]}>
          {book.mayAdd ? <EntryForm book={book} here={here} /> : <EmptyState title="Only the person adds entries to their log book." />}
        </Page>
      )}
    </Loaded>
  );
}

function EntryForm({ book, here }: { book: LogBook; here: string }) {
  const open = book.milestones.filter((one) => one.open);
  const [milestone, setMilestone] = useState(open[0]?.key ?? '');
  const [doneOn, setDoneOn] = useState(noDate);
  const [what, setWhat] = useState('');
  const [number, setNumber] = useState('1');
  const [forWhom, setForWhom] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const wrong = dateProblem('The day', doneOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(wrong ? [{ name: 'doneOn', message: wrong.message }] : []),
      ...(what.trim() === '' ? [{ name: 'what', message: 'Say what you did' }] : []),
      ...(/^\d{1,3}$/.test(number.trim()) ? [] : [{ name: 'number', message: 'Enter a whole number' }]),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/further-pathways/{pathwayId}/log-book', {
          params: { path: { id: book.person.id, pathwayId: book.pathway.id }, header: { 'Idempotency-Key': key } },
          body: { milestone, doneOn: isoOf(doneOn) ?? '', what, number: Number(number), forWhom },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`${here}/log-book`, 'The entry is in the log book. It counts once it is confirmed.');
    },
  });
  const counted = open.find(({ key }) => key === milestone)?.counted ?? '';
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <SelectField
        name="milestone"
        label="It counts towards"
        value={milestone}
        onChange={setMilestone}
        choices={open.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <DateField name="doneOn" label="Day" value={doneOn} onChange={setDoneOn} wrong={wrong?.parts} />
      <LongTextField name="what" label="What you did" hint="No patient’s details" value={what} onChange={setWhat} rows={3} />
      <TextField name="number" label={`How many ${counted}`} width="3" numeric value={number} onChange={setNumber} />
      <TextField name="forWhom" label="For whom (optional)" hint="A team or a group, for example Inpatient Coding" value={forWhom} onChange={setForWhom} />
      <SubmitButton pending={state.pending}>Add the entry</SubmitButton>
    </Form>
  );
}
