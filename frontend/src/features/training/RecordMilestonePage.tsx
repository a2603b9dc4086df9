import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { acceptedFiles } from '@/api/upload';
import { useUploads } from '@/api/useUploads';
import {
  DateField,
  dateProblem,
  EmptyState,
  FileField,
  Form,
  isoOf,
  LongTextField,
  noDate,
  Page,
  partsOf,
  SubmitButton,
  TextField,
  useDone,
  useToday,
} from '@/design';
import { crumbsOf, type Subject } from '@/session/subject';
import { MilestoneFrame } from './MilestoneFrame';
import type { Milestone } from './types';
import { signatoryWords } from './words';

export function RecordMilestonePage() {
  return (
    <MilestoneFrame>
      {({ milestone, progress, subject, page }) => (
        <Page
          title={`Record: ${milestone.title}`}
          breadcrumbs={[
            ...crumbsOf(subject, progress.person.name, 'progress'),
            { label: milestone.title, href: page },
          ]}
        >
          {milestone.actions.includes('record') ? (
            <RecordForm milestone={milestone} subject={subject} page={page} />
          ) : (
            <EmptyState title="This cannot be recorded now.">
              <p>{milestone.because}</p>
            </EmptyState>
          )}
        </Page>
      )}
    </MilestoneFrame>
  );
}

interface RecordFormProps {
  milestone: Milestone;
  subject: Subject;
  page: string;
}

function RecordForm({ milestone, subject, page }: RecordFormProps) {
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [startedOn, setStartedOn] = useState(noDate);
  // What led here may have named the day and what it was about.
  const [known] = useSearchParams();
  const on = known.get('on') ?? '';
  const [completedOn, setCompletedOn] = useState(/^\d{4}-\d\d-\d\d$/.test(on) ? partsOf(on) : noDate);
  const [result, setResult] = useState('');
  const [note, setNote] = useState(known.get('note') ?? '');
  const uploads = useUploads(subject.id, [], true);
  const wrongStart = dateProblem('The first day', startedOn, { notAfter: today });
  const wrongEnd = dateProblem('The date of completion', completedOn, { required: true, notAfter: today });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (wrongStart) problems.push({ name: 'startedOn', message: wrongStart.message });
    if (wrongEnd) problems.push({ name: 'completedOn', message: wrongEnd.message });
    if (uploads.sending) {
      problems.push({ name: 'certificateId', message: 'Wait until the certificate is added, or remove it' });
    } else if (milestone.certificateNeeded && uploads.ids.length === 0) {
      problems.push({ name: 'certificateId', message: 'Add the certificate' });
    }
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/milestone-records', {
          params: { path: { id: subject.id }, header: { 'Idempotency-Key': key } },
          body: {
            milestone: milestone.key,
            startedOn: isoOf(startedOn),
            completedOn: isoOf(completedOn) ?? '',
            result: result.trim() === '' ? undefined : result,
            note: note.trim() === '' ? undefined : note,
            certificateId: uploads.ids[0],
          },
        }),
      ),
    done: async () => {
      await refresh();
      await done(page, `“${milestone.title}” is recorded. It now waits for its sign-off.`);
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>
        {milestone.rule}
        {milestone.signedBy.length > 0 ? ` It is signed off by ${signatoryWords(milestone.signedBy)}.` : ''}
      </p>
      <DateField
        name="startedOn"
        label="When did it begin? (optional)"
        hint="For example, 4 3 2027"
        value={startedOn}
        onChange={setStartedOn}
        wrong={wrongStart?.parts}
      />
      <DateField
        name="completedOn"
        label="When was it completed?"
        hint="For example, 14 3 2027"
        value={completedOn}
        onChange={setCompletedOn}
        wrong={wrongEnd?.parts}
      />
      <TextField name="result" label="Result (optional)" value={result} onChange={setResult} />
      <FileField
        name="certificateId"
        label={milestone.certificateNeeded ? 'Certificate' : 'Certificate (optional)'}
        hint="PDF, PNG, JPEG, text, CSV, Word or Excel, up to 25 MB"
        files={uploads.files}
        onChoose={uploads.choose}
        onRemove={uploads.remove}
        problem={uploads.problem}
        refusals={uploads.refusals}
        accept={acceptedFiles}
      />
      <LongTextField name="note" label="Note (optional)" value={note} onChange={setNote} rows={3} />
      <SubmitButton pending={state.pending}>Record this milestone</SubmitButton>
    </Form>
  );
}
