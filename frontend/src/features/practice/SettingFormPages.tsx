import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  LongTextField,
  Page,
  partsOf,
  RadiosField,
  SubmitButton,
  TextField,
  useDone,
  useToday,
} from '@/design';
import { targetsQuery, thresholdsQuery } from './queries';
import type { Target, Thresholds } from './types';
import { codeTypes, codeTypeWord, hoursOf, percent, wholeOf } from './words';

const crumbs = [
  { label: 'My coding', href: '/coding' },
  { label: 'Targets and thresholds', href: '/coding/settings' },
];

export function NewTargetPage() {
  const targets = useQuery(targetsQuery);
  return (
    <Page title="Set a target" breadcrumbs={crumbs}>
      <Loaded query={targets} what="the targets">
        {({ items }) => <TargetForm current={items.find(({ state }) => state === 'current')} />}
      </Loaded>
    </Page>
  );
}

function TargetForm({ current }: { current: Target | undefined }) {
  const [startsOn, setStartsOn] = useState(partsOf(useToday()));
  const [trainee, setTrainee] = useState(current ? String(current.traineeEpisodes) : '');
  const [acc, setAcc] = useState(current ? String(current.accEpisodes) : '');
  const [dayHours, setDayHours] = useState(String(current?.dayHours ?? 7.5));
  const [source, setSource] = useState('');
  const [reason, setReason] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const wrong = dateProblem('The first day', startsOn, { required: true });
  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (wrong) problems.push({ name: 'startsOn', message: wrong.message });
    if ((wholeOf(trainee) ?? 0) < 1) problems.push({ name: 'traineeEpisodes', message: 'Enter the trainees’ episodes for a whole day' });
    if ((wholeOf(acc) ?? 0) < 1) problems.push({ name: 'accEpisodes', message: 'Enter the episodes of those who hold ACC for a whole day' });
    if ((hoursOf(dayHours) ?? 0) < 1) problems.push({ name: 'dayHours', message: 'Enter the hours of a whole day, from 1 to 12' });
    if (source.trim() === '') problems.push({ name: 'source', message: 'Say where the target comes from' });
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Say why the target is set or changed' });
    return problems;
  }
  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/coding-targets', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            startsOn: isoOf(startsOn) ?? '',
            traineeEpisodes: wholeOf(trainee) ?? 0,
            accEpisodes: wholeOf(acc) ?? 0,
            dayHours: hoursOf(dayHours) ?? 0,
            source,
            reason,
          },
        }),
      ),
    done: async () => {
      await refresh();
      await done('/coding/settings', 'The target is set. Earlier ones stay on record.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>There is no national target: it is the trust’s own. Whoever holds ACC on a day is measured by the second figure.</p>
      <DateField name="startsOn" label="From which day?" value={startsOn} onChange={setStartsOn} wrong={wrong?.parts} />
      <TextField name="traineeEpisodes" label="Episodes for a whole day, trainees" value={trainee} onChange={setTrainee} width="4" numeric />
      <TextField name="accEpisodes" label="Episodes for a whole day, holders of ACC" value={acc} onChange={setAcc} width="4" numeric />
      <TextField name="dayHours" label="Hours of a whole day" value={dayHours} onChange={setDayHours} width="5" />
      <TextField name="source" label="Source" hint="For example the department’s policy and its date" value={source} onChange={setSource} />
      <LongTextField name="reason" label="Why?" value={reason} onChange={setReason} rows={2} />
      <SubmitButton pending={state.pending}>Set the target</SubmitButton>
    </Form>
  );
}

export function ChooseThresholdsPage() {
  const thresholds = useQuery(thresholdsQuery);
  return (
    <Page title="Choose thresholds" breadcrumbs={crumbs}>
      <Loaded query={thresholds} what="the thresholds">
        {(loaded) => <ChoiceForm thresholds={loaded} />}
      </Loaded>
    </Page>
  );
}

function ChoiceForm({ thresholds: { sets, uses } }: { thresholds: Thresholds }) {
  const [setId, setSetId] = useState(uses.find(({ state }) => state === 'current')?.setId ?? '');
  const [startsOn, setStartsOn] = useState(partsOf(useToday()));
  const [reason, setReason] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const wrong = dateProblem('The first day', startsOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(setId === '' ? [{ name: 'setId', message: 'Choose one of the sets' }] : []),
      ...(wrong ? [{ name: 'startsOn', message: wrong.message }] : []),
      ...(reason.trim() === '' ? [{ name: 'reason', message: 'Say why these thresholds are chosen' }] : []),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/accuracy-thresholds', {
          params: { header: { 'Idempotency-Key': key } },
          body: { setId, startsOn: isoOf(startsOn) ?? '', reason },
        }),
      ),
    done: async () => {
      await refresh();
      await done('/coding/settings', 'The thresholds are chosen. Released audits keep those that they were compared with.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField
        name="setId"
        label="Which thresholds?"
        value={setId}
        onChange={setSetId}
        choices={sets.map(({ id, name, figures }) => ({
          value: id,
          label: name,
          hint: codeTypes
            .map((type) => `${codeTypeWord(type)} ${percent(figures.find((figure) => figure.type === type)?.percent)}`)
            .join(', '),
        }))}
      />
      <DateField name="startsOn" label="For audits from which day?" value={startsOn} onChange={setStartsOn} wrong={wrong?.parts} />
      <LongTextField name="reason" label="Why?" value={reason} onChange={setReason} rows={2} />
      <SubmitButton pending={state.pending}>Choose these thresholds</SubmitButton>
    </Form>
  );
}
