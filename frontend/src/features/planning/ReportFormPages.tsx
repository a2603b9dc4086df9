import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { CheckboxesField, DateField, dateProblem, Form, isoOf, Loaded, noDate, Page, partsOf, SelectField, SubmitButton, TextField, useDone } from '@/design';
import { organisationCrumb } from '@/features/workforce/words';
import { reportQuery, reportReadersQuery } from './queries';
import { type Report, type ReportContent, rhythms } from './words';

export const reportsPath = '/organisation/planning/reports';
const crumbs = [organisationCrumb, { label: 'Planning', href: '/organisation/planning' }, { label: 'Reports by e-mail', href: reportsPath }];

/** Has the board sent again and again. */
export function NewReportPage() {
  return (
    <Page title="New report" breadcrumbs={crumbs}>
      <ReportForm send={(body, key) => answer(api.POST('/workforce/reports', { params: { header: { 'Idempotency-Key': key } }, body }))} />
    </Page>
  );
}

/** Opens a report to change it. */
export function EditReportPage() {
  const { reportId = '' } = useParams();
  const report = useQuery(reportQuery(reportId));
  return (
    <Loaded query={report} what="the report">
      {({ value, etag }) => (
        <Page title={value.name} breadcrumbs={crumbs}>
          <ReportForm
            key={etag}
            report={value}
            send={(body) => answer(api.PUT('/workforce/reports/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } }, body }))}
          />
        </Page>
      )}
    </Loaded>
  );
}

interface ReportFormProps {
  report?: Report;
  send: (body: ReportContent, key: string) => Promise<Report>;
}

function ReportForm({ report, send }: ReportFormProps) {
  const readers = useQuery(reportReadersQuery);
  const done = useDone();
  const refresh = useRefresh();
  const [name, setName] = useState(report?.name ?? '');
  const [rhythm, setRhythm] = useState<string>(report?.rhythm ?? '');
  const [startsOn, setStartsOn] = useState(report ? partsOf(report.startsOn) : noDate);
  const [chosen, setChosen] = useState(report?.readers.map(({ id }) => id) ?? []);
  const wrongStart = dateProblem('The first day', startsOn, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (name.trim() === '') problems.push({ name: 'name', message: 'Give the report a name' });
    if (!(rhythm in rhythms)) problems.push({ name: 'rhythm', message: 'Choose how often it is sent' });
    if (wrongStart) problems.push({ name: 'startsOn', message: wrongStart.message });
    if (chosen.length === 0) problems.push({ name: 'readerIds', message: 'Choose who gets the report' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      send({ name, rhythm: rhythm as ReportContent['rhythm'], startsOn: isoOf(startsOn) ?? '', readerIds: chosen }, key),
    done: async () => {
      await refresh();
      await done(reportsPath, 'The report is saved.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TextField name="name" label="Name" hint="The subject of the e-mail, for example Coding workforce: the board" value={name} onChange={setName} />
      <SelectField
        name="rhythm"
        label="How often?"
        value={rhythm}
        onChange={setRhythm}
        choices={Object.entries(rhythms).map(([value, label]) => ({ value, label }))}
        placeholder="Choose how often"
      />
      <DateField name="startsOn" label="First day" hint="Letters go out from seven in the morning" value={startsOn} onChange={setStartsOn} wrong={wrongStart?.parts} />
      <Loaded query={readers} what="who may get it">
        {({ items }) => (
          <CheckboxesField
            name="readerIds"
            label="Who gets it?"
            hint="People who may read these numbers. Everybody can take themselves off again."
            value={chosen}
            onChange={setChosen}
            choices={items.map(({ id, name: label }) => ({ value: id, label }))}
          />
        )}
      </Loaded>
      <SubmitButton pending={state.pending}>Save the report</SubmitButton>
    </Form>
  );
}
