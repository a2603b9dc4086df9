import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  type DateParts,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  LongTextField,
  Page,
  partsOf,
  RadiosField,
  SelectField,
  SubmitButton,
  TextField,
  useDone,
  useToday,
} from '@/design';
import { reviewRulesQuery } from './queries';
import type { Schemas } from './types';

type Kind = Schemas['ReviewRuleKind'];

export function NewReviewRulePage() {
  const query = useQuery(reviewRulesQuery);
  return (
    <Page title="Set a rule of reviews" breadcrumbs={[{ label: 'Rules of reviews', href: '/reviews/rules' }]}>
      <Loaded query={query} what="the rules">
        {({ assessors }) => <RuleForm assessors={assessors} />}
      </Loaded>
    </Page>
  );
}

function RuleForm({ assessors }: { assessors: Schemas['PersonRef'][] }) {
  const today = useToday();
  const refresh = useRefresh();
  const goOn = useDone();
  const [kind, setKind] = useState('');
  const [assessorId, setAssessorId] = useState('');
  const [level, setLevel] = useState('');
  const [value, setValue] = useState('');
  const [from, setFrom] = useState<DateParts>(() => partsOf(today));
  const [reason, setReason] = useState('');
  const mayEnd = kind === 'assessor_rate' || kind === 'level_rate';

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (kind === '') problems.push({ name: 'kind', message: 'Choose what you set' });
    if (kind === 'assessor_rate' && assessorId === '') problems.push({ name: 'assessorId', message: 'Choose the assessor' });
    if (kind === 'level_rate' && level === '') problems.push({ name: 'level', message: 'Choose the level' });
    if (value.trim() === '' ? !mayEnd : !/^\d{1,3}$/.test(value.trim())) {
      problems.push({ name: 'value', message: 'Enter a whole number' });
    }
    const date = dateProblem('The day from which it counts', from, { required: true });
    if (date) problems.push({ name: 'effectiveOn', message: date.message });
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Give the reason' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/review-rules', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            kind: kind as Kind,
            assessorId: kind === 'assessor_rate' ? assessorId : undefined,
            level: kind === 'level_rate' ? Number(level) : undefined,
            value: value.trim() === '' ? undefined : Number(value),
            effectiveOn: isoOf(from) ?? '',
            reason,
          },
        }),
      ),
    done: async () => {
      await refresh();
      await goOn('/reviews/rules', 'The rule is set.');
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField
        name="kind"
        label="What do you set?"
        value={kind}
        onChange={setKind}
        choices={[
          { value: 'target', label: 'By when a claim is to be decided' },
          { value: 'rate', label: 'How many approvals go to a second assessor' },
          { value: 'assessor_rate', label: 'How many of one assessor’s approvals' },
          { value: 'level_rate', label: 'How many approvals at one level' },
        ]}
      />
      {kind === 'assessor_rate' ? (
        <SelectField
          name="assessorId"
          label="Which assessor?"
          value={assessorId}
          onChange={setAssessorId}
          placeholder="Choose an assessor or manager"
          choices={assessors.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {kind === 'level_rate' ? (
        <SelectField
          name="level"
          label="Which level?"
          value={level}
          onChange={setLevel}
          placeholder="Choose a level"
          choices={[1, 2, 3, 4, 5, 6, 7].map((one) => ({ value: String(one), label: `Level ${one}` }))}
        />
      ) : null}
      <TextField
        name="value"
        label={kind === 'target' ? 'Working days' : 'Per cent'}
        hint={
          kind === 'target'
            ? 'From 1 to 60; England’s bank holidays do not count'
            : mayEnd
              ? 'From 0 to 100. Leave it empty to let the general rate count again'
              : 'From 0 to 100'
        }
        width="3"
        numeric
        value={value}
        onChange={setValue}
      />
      <DateField name="effectiveOn" label="From which day?" hint="Today or later" value={from} onChange={setFrom} />
      <LongTextField name="reason" label="Reason" hint="Assessors read it" rows={3} value={reason} onChange={setReason} />
      <SubmitButton pending={state.pending}>Set the rule</SubmitButton>
    </Form>
  );
}
