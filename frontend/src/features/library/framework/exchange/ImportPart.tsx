import { InsetText } from 'nhsuk-react-components';
import { useEffect, useRef, useState } from 'react';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { sendFile } from '@/api/upload';
import { FileField, Form, RadiosField, Section, SubmitButton, useDone } from '@/design';
import { changesSomething, effectSentence, reportSentence, sheetProblem } from './report';
import { ReportTables } from './ReportTables';
import type { ImportReport } from './types';
import { editionsPath } from '../paths';

type Removals = ImportReport['removals'];

const addressOf = (frameworkId: string, query: Record<string, string>) =>
  `/frameworks/${frameworkId}/import?${new URLSearchParams(query).toString()}`;

/** Reads a spreadsheet: first only to say what it would do, then into the draft. */
export function ImportPart({ frameworkId }: { frameworkId: string }) {
  const [file, setFile] = useState<File>();
  const [removals, setRemovals] = useState<Removals>('keep');
  const [share, setShare] = useState(1);
  // The report is that of one file with one choice; another of either needs another dry run.
  const [report, setReport] = useState<ImportReport>();

  const { submit, ...state } = useSubmission({
    check: () => {
      if (!file) return [{ name: 'file', message: 'Choose a file' }];
      const message = sheetProblem(file);
      return message === '' ? [] : [{ name: 'file', message }];
    },
    send: (chosen: File | undefined) => {
      if (!chosen) throw new TypeError('no file was chosen');
      setReport(undefined);
      setShare(0);
      return sendFile<ImportReport>(addressOf(frameworkId, { dryRun: 'true', removals }), chosen, setShare).finally(() =>
        setShare(1),
      );
    },
    done: (answered) => setReport(answered),
  });
  const template = `/api/v1/frameworks/${frameworkId}/import-template?format=`;

  return (
    <>
      <Section title="Import">
        <p>
          Export what is in force, change it in a spreadsheet, and check the file here. Nothing is changed by checking.
          Begin with an empty spreadsheet:{' '}
          <a href={`${template}csv`} download>
            template as CSV
          </a>{' '}
          or{' '}
          <a href={`${template}xlsx`} download>
            as XLSX, which explains its columns
          </a>
          .
        </p>
        <Form {...state} onSubmit={() => void submit(file)}>
          <FileField
            name="file"
            label="Spreadsheet"
            hint="CSV in UTF-8 or XLSX, up to 10 MB and 20,000 rows"
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
          <RadiosField
            name="removals"
            label="What becomes of statements that the file does not have?"
            value={removals}
            onChange={(value) => {
              setRemovals(value as Removals);
              setReport(undefined);
            }}
            choices={[
              { value: 'keep', label: 'They stay', hint: 'For a file with only what you change' },
              { value: 'end', label: 'They end', hint: 'For a file that is the whole framework' },
            ]}
          />
          <SubmitButton pending={state.pending}>Check the file</SubmitButton>
          {state.pending ? (
            <p role="status">{share < 1 ? 'Sending the file' : 'Reading the file. A long one takes a minute.'}</p>
          ) : null}
        </Form>
      </Section>
      {report && file ? (
        <Report key={report.digest} frameworkId={frameworkId} file={file} removals={removals} report={report} />
      ) : null}
    </>
  );
}

interface ReportProps {
  frameworkId: string;
  file: File;
  removals: Removals;
  report: ImportReport;
}

function Report({ frameworkId, file, removals, report }: ReportProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h2 className="nhsuk-heading-m" tabIndex={-1} ref={heading}>
        What {file.name} would do
      </h2>
      <p>{reportSentence(report)}</p>
      {report.refusedTotal > 0 ? (
        <InsetText>
          <p>
            <span className="nhsuk-u-visually-hidden">Problem: </span>
            The file cannot be read while cells are refused. Mend them in the spreadsheet, save it, and choose it again.
            Nothing was changed.
          </p>
        </InsetText>
      ) : changesSomething(report) ? (
        <ReadIn frameworkId={frameworkId} file={file} removals={removals} report={report} />
      ) : (
        <InsetText>
          <p>
            <span className="nhsuk-u-visually-hidden">Note: </span>
            The file says what is in force already. There is nothing to read in.
          </p>
        </InsetText>
      )}
      <ReportTables report={report} />
    </>
  );
}

/** The same file again, this time into the draft. */
function ReadIn({ frameworkId, file, removals, report }: ReportProps) {
  const refresh = useRefresh();
  const goOn = useDone();
  const { submit, ...state } = useSubmission({
    send: () =>
      sendFile<ImportReport>(
        addressOf(frameworkId, { dryRun: 'false', removals, digest: report.digest }),
        file,
        () => undefined,
      ),
    done: async () => {
      await refresh();
      await goOn(editionsPath(frameworkId), `${file.name} is read into the draft. Look at the changes, then publish them.`);
    },
  });
  return (
    <Section title="Read it into the draft?">
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <p>{effectSentence(report)} If there is no draft, one is started.</p>
        <SubmitButton pending={state.pending}>Read it into the draft</SubmitButton>
        {state.pending ? <p role="status">Reading the file into the draft</p> : null}
      </Form>
    </Section>
  );
}
