import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  type Column,
  DateField,
  dateProblem,
  DateText,
  EmptyState,
  Facts,
  Form,
  isoOf,
  Loaded,
  LocalTable,
  LongTextField,
  noDate,
  Page,
  Section,
  SelectField,
  SubmitButton,
  TextField,
  useDone,
  useTableView,
} from '@/design';
import { useMay } from '@/session/session';
import { cyclesQuery } from './queries';
import { partsOfPeriod, periodOf, unitChoices } from './words';

type Cycle = components['schemas']['AppraisalCycle'];

/** How often the organisation appraises, every rule that it ever had, and a form for the next one. */
export function SettingsPage() {
  const maySet = useMay('appraisals.cycle');
  const overview = useMay('appraisals.overview');
  const query = useQuery(cyclesQuery);
  return (
    <Page
      title="The cycle of appraisals"
      breadcrumbs={
        overview
          ? [{ label: 'One-to-ones and appraisals', href: '/organisation/appraisals' }]
          : [{ label: 'Library', href: '/library' }]
      }
    >
      <Loaded query={query} what="the cycle">
        {({ items, current }) => (
          <>
            <Facts
              facts={[
                { term: 'An appraisal every', value: current.everyWords },
                { term: 'A one-to-one every', value: current.oneToOnesEveryWords },
                { term: 'Holds since', value: current.startsOn ? <DateText date={current.startsOn} plain /> : undefined },
                { term: 'Because', value: current.reason },
                { term: 'Set by', value: current.setBy },
              ]}
            />
            <Section title="Every rule">
              <Rules rules={items} />
            </Section>
            {maySet ? (
              <Section title="Set the cycle from a day on">
                <CycleForm current={current} />
              </Section>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Rules({ rules }: { rules: Cycle[] }) {
  const view = useTableView();
  const columns: Column<Cycle>[] = [
    {
      key: 'from',
      header: 'From',
      rowHeader: true,
      cell: ({ startsOn }) => (startsOn ? <DateText date={startsOn} plain /> : 'Always'),
    },
    { key: 'every', header: 'Appraisal every', cell: ({ everyWords }) => everyWords },
    { key: 'talks', header: 'One-to-one every', cell: ({ oneToOnesEveryWords }) => oneToOnesEveryWords },
    { key: 'reason', header: 'Reason', cell: ({ reason }) => reason },
    { key: 'by', header: 'Set by', cell: ({ setBy }) => setBy },
  ];
  return (
    <LocalTable
      caption="Rules by their days"
      hideCaption
      columns={columns}
      rows={rules}
      rowKey={({ startsOn }) => startsOn ?? ''}
      view={view}
      empty={<EmptyState title="Nobody has set a cycle yet; the preset holds." />}
    />
  );
}

function CycleForm({ current }: { current: Cycle }) {
  const done = useDone();
  const refresh = useRefresh();
  const [startsOn, setStartsOn] = useState(noDate);
  const [every, setEvery] = useState(() => partsOfPeriod(current.every));
  const [talks, setTalks] = useState(() => partsOfPeriod(current.oneToOnesEvery));
  const [reason, setReason] = useState('');
  const wrongDate = dateProblem('The day', startsOn, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (!periodOf(every.count, every.unit)) {
      problems.push({ name: 'every', message: 'Enter how often an appraisal is held, as a whole number' });
    }
    if (!periodOf(talks.count, talks.unit)) {
      problems.push({ name: 'oneToOnesEvery', message: 'Enter how often a one-to-one is held, as a whole number' });
    }
    if (wrongDate) problems.push({ name: 'startsOn', message: wrongDate.message });
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Say why the cycle is set so' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/appraisal-cycles', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            startsOn: isoOf(startsOn) ?? '',
            every: periodOf(every.count, every.unit) ?? '',
            oneToOnesEvery: periodOf(talks.count, talks.unit) ?? '',
            reason,
          },
        }),
      ),
    done: async () => {
      await refresh();
      await done('/organisation/appraisals/cycle', 'The cycle is set.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TextField
        name="every"
        label="An appraisal every"
        value={every.count}
        onChange={(count) => setEvery({ ...every, count })}
        width="3"
        numeric
      />
      <SelectField
        name="everyUnit"
        label="Unit for appraisals"
        value={every.unit}
        onChange={(unit) => setEvery({ ...every, unit })}
        choices={unitChoices}
      />
      <TextField
        name="oneToOnesEvery"
        label="A one-to-one every"
        value={talks.count}
        onChange={(count) => setTalks({ ...talks, count })}
        width="3"
        numeric
      />
      <SelectField
        name="oneToOnesUnit"
        label="Unit for one-to-ones"
        value={talks.unit}
        onChange={(unit) => setTalks({ ...talks, unit })}
        choices={unitChoices}
      />
      <DateField
        name="startsOn"
        label="From which day does it hold?"
        hint="Today or later, for example 1 4 2027"
        value={startsOn}
        onChange={setStartsOn}
        wrong={wrongDate?.parts}
      />
      <LongTextField name="reason" label="Why is it set so?" value={reason} onChange={setReason} rows={3} />
      <SubmitButton pending={state.pending}>Set the cycle</SubmitButton>
    </Form>
  );
}
