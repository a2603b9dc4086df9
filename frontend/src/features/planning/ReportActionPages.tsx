import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Loaded, useDone } from '@/design';
import { reportQuery } from './queries';
import { reportsPath } from './ReportFormPages';
import type { Report } from './words';

/** Asks before a report is sent outside its rhythm. */
export function SendReportPage() {
  const { reportId = '' } = useParams();
  const report = useQuery(reportQuery(reportId));
  return (
    <Loaded query={report} what="the report">
      {({ value }) => <Send report={value} />}
    </Loaded>
  );
}

function Send({ report: { id, name, readers } }: { report: Report }) {
  const done = useDone();
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(api.POST('/workforce/reports/{id}/send', { params: { path: { id }, header: { 'Idempotency-Key': key } } })),
    done: ({ readers: count }) => done(reportsPath, `${name} is on its way to ${count === 1 ? 'one person' : `${count} people`}.`),
  });
  return (
    <Confirm
      {...state}
      question={`Send ${name} now?`}
      confirm="Send it now"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Do not send it', href: reportsPath }}
    >
      <p>It goes to {readers.map((reader) => reader.name).join(', ') || 'nobody: its readers have left'}. Its next day stays.</p>
    </Confirm>
  );
}

/** Asks before a report is ended. */
export function EndReportPage() {
  const { reportId = '' } = useParams();
  const report = useQuery(reportQuery(reportId));
  return (
    <Loaded query={report} what="the report">
      {({ value, etag }) => <End report={value} etag={etag} />}
    </Loaded>
  );
}

function End({ report: { id, name }, etag }: { report: Report; etag: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.DELETE('/workforce/reports/{id}', { params: { path: { id }, header: { 'If-Match': etag } } })),
    done: async () => {
      await done(reportsPath, `${name} is not sent any more.`);
      await refresh();
    },
  });
  return (
    <Confirm
      {...state}
      question={`End ${name}?`}
      confirm="End this report"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: reportsPath }}
    >
      <p>Nobody gets it any more. It cannot be brought back, but a new one can be made.</p>
    </Confirm>
  );
}
