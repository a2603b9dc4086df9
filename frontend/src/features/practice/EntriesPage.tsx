import { Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, DataTable, EmptyState, Loaded, longDate, longMoment, sortText, useDone, useTableView } from '@/design';
import { type Subject, useSubject } from '@/session/subject';
import { ReasonField } from './EnterPages';
import { codingPath, PracticeFrame } from './PracticeFrame';
import type { CodingEntry } from './types';

/** Every entry of a person, with what stood before. */
export function EntriesPage() {
  return <PracticeFrame title="Every entry">{(subject) => <Entries subject={subject} />}</PracticeFrame>;
}

function Entries({ subject }: { subject: Subject }) {
  const view = useTableView('', '-day');
  const sort = sortText(view.sort);
  const list = useList(['people', subject.id, 'coding-activity', sort], (cursor) =>
    answer(api.GET('/people/{id}/coding-activity', { params: { path: { id: subject.id }, query: { sort, cursor } } })),
  );
  const address = `/api/v1/people/${subject.id}/coding-activity/export?format=`;
  return (
    <>
      <p className="bw-actions bw-downloads">
        <a href={`${address}csv`} download>
          Export as CSV
        </a>
        <a href={`${address}xlsx`} download>
          Export as XLSX
        </a>
      </p>
      <Loaded query={list.whole} what="the entries">
        {() => (
          <DataTable
            caption="Entries"
            hideCaption
            view={view}
            list={list}
            rowKey={({ id }) => id}
            empty={<EmptyState title="Nothing is entered yet." />}
            columns={[
              { key: 'day', header: 'Day', rowHeader: true, sortable: true, cell: ({ day }) => longDate(day) },
              { key: 'episodes', header: 'Episodes', numeric: true, sortable: true, cell: ({ episodes }) => episodes },
              { key: 'hours', header: 'Hours', numeric: true, sortable: true, cell: ({ hours }) => hours ?? 'Whole day' },
              { key: 'about', header: 'About the day', cell: (entry) => <About entry={entry} subject={subject} /> },
              {
                key: 'change',
                header: 'Change',
                cell: (entry) => (
                  <Link to={`${codingPath(subject)}/entries/${entry.id}/remove?day=${entry.day}&version=${entry.version}`}>
                    Take away<span className="nhsuk-u-visually-hidden"> the entry of {longDate(entry.day)}</span>
                  </Link>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}

function About({ entry, subject }: { entry: CodingEntry; subject: Subject }) {
  return (
    <>
      {entry.note}
      {entry.remark ? <span className="bw-note">{entry.remark}</span> : null}
      {entry.enteredBy.id === subject.id ? null : <span className="bw-note">Entered by {entry.enteredBy.name}</span>}
      {entry.earlier.length > 0 ? (
        <Details>
          <Details.Summary>
            {entry.earlier.length === 1 ? '1 correction' : `${entry.earlier.length} corrections`}
          </Details.Summary>
          <Details.Text>
            <ul className="bw-rows">
              {entry.earlier.map((before) => (
                <li key={before.replacedAt}>
                  {before.episodes} episodes, {before.hours === undefined ? 'whole day' : `${before.hours} hours`}
                  <span className="bw-note">
                    {before.removed ? 'taken away' : 'changed'} by {before.replacedBy.name}, {longMoment(before.replacedAt)}
                    {before.reason ? `: ${before.reason}` : ''}
                  </span>
                </li>
              ))}
            </ul>
          </Details.Text>
        </Details>
      ) : null}
    </>
  );
}

/** Asks before the entry of a day is taken away. */
export function RemoveEntryPage() {
  const { entryId = '' } = useParams();
  const [params] = useSearchParams();
  const subject = useSubject();
  const back = `${codingPath(subject)}/entries`;
  const navigate = useNavigate();
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const day = longDate(params.get('day') ?? '');
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/coding-activity/{id}/remove', {
          params: { path: { id: entryId }, header: { 'Idempotency-Key': key } },
          body: { version: Number(params.get('version')), ...(reason.trim() === '' ? {} : { reason }) },
        }),
      ),
    done: async () => {
      await refresh();
      await (day === '' ? navigate(back) : done(back, `The entry of ${day} is taken away.`));
    },
  });
  return (
    <Confirm
      {...state}
      question={`Take away the entry of ${day}?`}
      confirm="Take the entry away"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: back }}
    >
      <p>The day then has no entry and is in no average. To correct it, enter the day again instead. What stood stays on record.</p>
      {subject.own ? null : <ReasonField value={reason} onChange={setReason} />}
    </Confirm>
  );
}
