import { useQuery } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { CheckboxesField, Facts, Form, Loaded, longMoment, Page, Section, SubmitButton } from '@/design';
import { administrationCrumb, peopleCrumb } from '../words';
import { importQuery } from './queries';
import { RowsTable } from './RowsTable';
import { count, goesOn, hasEnded, importSentence, type StaffImport } from './words';

/** What a spreadsheet of staff would do, and doing it. */
export function ImportPage() {
  const { importId = '' } = useParams();
  const query = useQuery(importQuery(importId));
  return (
    <Loaded query={query} what="the import">
      {(one) => (
        <Page
          title={one.fileName}
          caption="Import of staff"
          breadcrumbs={[administrationCrumb, peopleCrumb, { label: 'Import staff', href: '/administration/people/import' }]}
        >
          <p role="status">{importSentence(one)}</p>
          {goesOn(one) ? (
            <progress
              max={Math.max(one.rows, 1)}
              value={one.done}
              aria-label={one.state === 'checking' ? 'Checking the file' : 'Importing the file'}
            />
          ) : null}
          {goesOn(one) ? <p>You can leave this page and come back.</p> : null}
          {one.state === 'checking' ? null : <Summary one={one} />}
          {one.state === 'checked' ? <CommitPart key={one.version} one={one} /> : null}
          {one.state === 'stale' || one.state === 'failed' ? <AgainPart one={one} /> : null}
          {hasEnded(one) ? null : <CancelPart one={one} />}
          {one.state === 'checking' || hasEnded(one) ? null : <RowsTable one={one} />}
        </Page>
      )}
    </Loaded>
  );
}

function Summary({ one }: { one: StaffImport }) {
  const { added, changed, unchanged, refused, missing } = one.counts;
  const facts = [
    { term: 'Sent', value: `${longMoment(one.uploadedAt)} by ${one.uploadedBy.name}` },
    { term: 'New', value: count(added, 'person', 'people') },
    { term: 'Changed', value: count(changed, 'person', 'people') },
    { term: 'Unchanged', value: count(unchanged, 'person', 'people') },
    { term: 'Refused', value: count(refused, 'row', 'rows') },
    { term: 'In Bandwise but not in the file', value: `${count(missing, 'person', 'people')}. Nothing becomes of them.` },
  ];
  if (one.passedOver.length > 0) {
    facts.push({ term: 'Columns that were ignored', value: one.passedOver.join(', ') });
  }
  return <Facts facts={facts} />;
}

function CommitPart({ one }: { one: StaffImport }) {
  const refresh = useRefresh();
  const { added, changed, refused } = one.counts;
  const [chosen, setChosen] = useState<string[]>([]);
  const { submit, ...state } = useSubmission({
    send: () =>
      answer(
        api.POST('/staff-imports/{id}/commit', {
          params: { path: { id: one.id } },
          body: {
            version: one.version,
            leaveOutRefused: chosen.includes('leaveOutRefused'),
            invite: chosen.includes('invite'),
          },
        }),
      ),
    done: refresh,
  });
  if (added + changed === 0) {
    return (
      <InsetText>
        <p>
          <span className="nhsuk-u-visually-hidden">Note: </span>
          {refused > 0
            ? 'No row that is right adds or changes anything. Mend the refused rows, and send the file again.'
            : 'The file says what is in Bandwise already. There is nothing to import.'}
        </p>
      </InsetText>
    );
  }
  const choices = [{ value: 'invite', label: 'Send an invitation to everybody who is added' }];
  if (refused > 0) {
    choices.unshift({
      value: 'leaveOutRefused',
      label: `Leave out the ${count(refused, 'refused row', 'refused rows')}, and import the others`,
    });
  }
  return (
    <Section title="Import it?">
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <p>
          {count(added, 'person is', 'people are')} added and {count(changed, 'person is', 'people are')} changed, all of it or
          nothing. It cannot be undone as a whole.
        </p>
        <CheckboxesField
          name={refused > 0 ? 'leaveOutRefused' : 'invite'}
          label="Choose what fits"
          value={chosen}
          onChange={setChosen}
          choices={choices}
        />
        <SubmitButton pending={state.pending}>Import</SubmitButton>
      </Form>
    </Section>
  );
}

function AgainPart({ one }: { one: StaffImport }) {
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () =>
      answer(api.POST('/staff-imports/{id}/check', { params: { path: { id: one.id } }, body: { version: one.version } })),
    done: refresh,
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <SubmitButton pending={state.pending}>Check it again</SubmitButton>
    </Form>
  );
}

function CancelPart({ one }: { one: StaffImport }) {
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.POST('/staff-imports/{id}/cancel', { params: { path: { id: one.id } } })),
    done: refresh,
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <SubmitButton secondary pending={state.pending}>
        Cancel this import
      </SubmitButton>
      <p className="bw-small">Its rows are deleted, and nothing is imported. You can send the file again.</p>
    </Form>
  );
}
