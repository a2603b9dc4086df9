import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useSubmission } from '@/api/submit';
import { sendFile } from '@/api/upload';
import { FileField, Form, LongTextField, Section, SubmitButton } from '@/design';
import { useMe } from '@/session/session';
import type { Subject } from '@/session/subject';
import { PracticeFrame } from './PracticeFrame';
import { ReportPart } from './ReportPart';
import type { ActivityReport } from './types';

/** Lines copied from a spreadsheet. */
export function PastePage() {
  return <PracticeFrame title="Paste from a spreadsheet">{(subject) => <Pasting subject={subject} />}</PracticeFrame>;
}

function Pasting({ subject }: { subject: Subject }) {
  const [text, setText] = useState('');
  const [report, setReport] = useState<ActivityReport>();
  const read = (rest: { dryRun: boolean; digest?: string; reason?: string }) =>
    answer(api.POST('/people/{id}/coding-activity/paste', { params: { path: { id: subject.id } }, body: { text, ...rest } }));
  const { submit, ...state } = useSubmission({
    check: () => (text.trim() === '' ? [{ name: 'text', message: 'Paste at least one line with a date and the episodes' }] : []),
    send: () => {
      setReport(undefined);
      return read({ dryRun: true });
    },
    done: setReport,
  });
  return (
    <>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <div className="bw-paste">
          <LongTextField
            name="text"
            label="Cells from your spreadsheet"
            hint="Copy three columns and paste them here: the date, the episodes, and if you like the hours. Checking changes nothing."
            value={text}
            onChange={(value) => {
              setText(value);
              setReport(undefined);
            }}
            rows={10}
          />
        </div>
        <SubmitButton pending={state.pending} secondary={report !== undefined}>
          Check the lines
        </SubmitButton>
      </Form>
      {report ? (
        <ReportPart
          key={`${report.digest} ${state.attempt}`}
          report={report}
          subject={subject}
          keep={(digest, reason) => read({ dryRun: false, digest, reason })}
        />
      ) : null}
    </>
  );
}

/** A file of one person, or of a team by e-mail addresses. */
export function ImportPage() {
  return <PracticeFrame title="Import a file">{(subject) => <Importing subject={subject} />}</PracticeFrame>;
}

function Importing({ subject }: { subject: Subject }) {
  const { roles } = useMe();
  const team = roles.includes('manager');
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState(1);
  const [report, setReport] = useState<ActivityReport>();
  const send = (chosen: File, query: Record<string, string>) =>
    sendFile<ActivityReport>(
      `/people/${subject.id}/coding-activity/import?${new URLSearchParams(query).toString()}`,
      chosen,
      setShare,
    ).finally(() => setShare(1));
  const { submit, ...state } = useSubmission({
    check: () => (file ? [] : [{ name: 'file', message: 'Choose a file' }]),
    send: (chosen: File | undefined) => {
      if (!chosen) throw new TypeError('no file was chosen');
      setReport(undefined);
      return send(chosen, { dryRun: 'true' });
    },
    done: setReport,
  });
  const template = `/api/v1/coding-activity/import-template?team=${team}&format=`;
  return (
    <>
      <Section title="Choose the file">
        <p>
          The first row names the columns: date, episodes, hours{team ? ', and person with an e-mail address for the days of others' : ''}.
          Cells hold values, no formulas. Checking changes nothing. Begin with an empty file:{' '}
          <a href={`${template}xlsx`} download>
            template as XLSX
          </a>{' '}
          or{' '}
          <a href={`${template}csv`} download>
            as CSV
          </a>
          .
        </p>
        <Form {...state} onSubmit={() => void submit(file)}>
          <FileField
            name="file"
            label="Spreadsheet"
            hint="CSV in UTF-8 or XLSX, up to 10 MB and 5,000 rows"
            accept=".csv,.xlsx"
            files={file ? [{ key: file.name, name: file.name, size: file.size, share }] : []}
            onChoose={([chosen]) => {
              setFile(chosen);
              setReport(undefined);
            }}
            onRemove={() => {
              setFile(undefined);
              setReport(undefined);
            }}
          />
          <SubmitButton pending={state.pending} secondary={report !== undefined}>
            Check the file
          </SubmitButton>
        </Form>
      </Section>
      {report && file ? (
        <ReportPart
          key={`${report.digest} ${state.attempt}`}
          report={report}
          subject={subject}
          team={team}
          keep={(digest, reason) => send(file, { digest, ...(reason.trim() === '' ? {} : { reason }) })}
        />
      ) : null}
    </>
  );
}
