import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { progressQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  type Choice,
  DateField,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  LongTextField,
  noDate,
  Page,
  RadiosField,
  SubmitButton,
  useDone,
} from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';

type NewAward = components['schemas']['NewAward'];

const titles: Record<NewAward['kind'], string> = {
  acc: 'Accredited Clinical Coder (ACC)',
  ccap: 'Clinical Coding Auditor (CCAP)',
  cctp: 'Clinical Coding Trainer (CCTP)',
  ihrim_basic: 'IHRIM Certificate of Technical Competence, basic',
  ihrim_advanced: 'IHRIM Certificate of Technical Competence, advanced',
  ihrim_certificate: 'IHRIM Certificate',
  ihrim_diploma: 'IHRIM Diploma',
};

const awardChoices: Choice[] = Object.entries(titles).map(([value, label]) => ({ value, label }));

/** Records an accreditation that somebody came with. */
export function NewAwardPage() {
  const subject = useSubject();
  const query = useQuery(progressQuery(subject.id));
  return (
    <Loaded query={query} what="the person">
      {({ person }) => (
        <Page
          title="Record an award"
          caption={person.name}
          breadcrumbs={[
            ...crumbsOf(subject, person.name, 'progress'),
            { label: 'Accreditations', href: `${subject.progressPath}/accreditations` },
          ]}
        >
          <p>
            For an accreditation or certificate that was held before, or was earned elsewhere. You confirm it by recording
            it. ACC that is earned here is awarded when the NCCQ is passed.
          </p>
          <AwardForm />
        </Page>
      )}
    </Loaded>
  );
}

function AwardForm() {
  const { id, progressPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const [kind, setKind] = useState('');
  const [awardedOn, setAwardedOn] = useState(noDate);
  const [because, setBecause] = useState('');
  const wrong = dateProblem('The date of the award', awardedOn, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (kind === '') problems.push({ name: 'kind', message: 'Choose the accreditation' });
    if (wrong) problems.push({ name: 'awardedOn', message: wrong.message });
    if (because.trim() === '') problems.push({ name: 'because', message: 'Say which facts the award rests on' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/awards', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { kind: kind as NewAward['kind'], awardedOn: isoOf(awardedOn) ?? '', because },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`${progressPath}/accreditations`, 'The award is recorded.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField name="kind" label="Which accreditation?" value={kind} onChange={setKind} choices={awardChoices} />
      <DateField
        name="awardedOn"
        label="When was it awarded?"
        hint="For example, 14 3 2022"
        value={awardedOn}
        onChange={setAwardedOn}
        wrong={wrong?.parts}
      />
      <LongTextField
        name="because"
        label="Which facts does it rest on?"
        hint="For example, the certificate that you saw and where it was awarded"
        value={because}
        onChange={setBecause}
        rows={3}
      />
      <SubmitButton pending={state.pending}>Record the award</SubmitButton>
    </Form>
  );
}
