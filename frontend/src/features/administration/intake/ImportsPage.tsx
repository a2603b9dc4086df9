import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { sendFile } from '@/api/upload';
import { FileField, Form, Loaded, longMoment, Page, Section, SubmitButton } from '@/design';
import { administrationCrumb, peopleCrumb } from '../words';
import { importsQuery } from './queries';
import { importSentence, type StaffImport } from './words';

/** The largest file that the server takes, in bytes. */
const largest = 10_000_000;

/** Sends a spreadsheet of staff, and lists those that were sent. */
export function ImportsPage() {
  const imports = useQuery(importsQuery);
  return (
    <Page title="Import staff" caption="Administration" breadcrumbs={[administrationCrumb, peopleCrumb]}>
      <p>
        Add people and change their appointments from a spreadsheet, such as an extract of the electronic staff record. The
        file is checked first, and you see what it would do. Nobody is taken away because the file does not have them.
      </p>
      <p>
        Begin with an empty spreadsheet:{' '}
        <a href="/api/v1/staff-import-template?format=xlsx" download>
          template as XLSX, which explains its columns
        </a>{' '}
        or{' '}
        <a href="/api/v1/staff-import-template?format=csv" download>
          as CSV
        </a>
        .
      </p>
      <Upload />
      <Section title="Files that were sent">
        <Loaded query={imports} what="the imports">
          {({ items }) => (
            <>
              {items.length === 0 ? <p>None yet. Choose a file above.</p> : null}
              <ul className="bw-rows">
                {items.map((one) => (
                  <li key={one.id}>
                    <Link to={`/administration/people/import/${one.id}`}>{one.fileName}</Link>, sent on{' '}
                    {longMoment(one.uploadedAt)} by {one.uploadedBy.name}
                    <p className="bw-small">{importSentence(one)}</p>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
      </Section>
    </Page>
  );
}

function problemOf(file: File | undefined): string {
  if (!file) return 'Choose a file';
  if (!/\.(csv|xlsx)$/i.test(file.name)) return 'Choose a CSV file or an XLSX workbook';
  return file.size > largest ? 'The file must be 10 MB or smaller' : '';
}

function Upload() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState(1);
  const { submit, ...state } = useSubmission({
    check: (chosen: File | undefined) => {
      const message = problemOf(chosen);
      return message === '' ? [] : [{ name: 'file', message }];
    },
    send: (chosen: File | undefined) => {
      if (!chosen) throw new TypeError('no file was chosen');
      setShare(0);
      return sendFile<StaffImport>('/staff-import-files', chosen, setShare).finally(() => setShare(1));
    },
    done: async ({ id }) => {
      await refresh();
      await navigate(`/administration/people/import/${id}`);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(file)}>
      <FileField
        name="file"
        label="Spreadsheet"
        hint="CSV in UTF-8 or XLSX, up to 10 MB and 100,000 rows"
        accept=".csv,.xlsx"
        files={file ? [{ key: file.name, name: file.name, size: file.size, share }] : []}
        onChoose={([chosen]) => setFile(chosen)}
        onRemove={() => setFile(undefined)}
      />
      <SubmitButton pending={state.pending}>Check the file</SubmitButton>
      {state.pending ? <p role="status">{share < 1 ? 'Sending the file' : 'Reading the file'}</p> : null}
    </Form>
  );
}
