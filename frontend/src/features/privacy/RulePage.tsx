import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useSubmission } from '@/api/submit';
import { EmptyState, Form, LoadedPage, LongTextField, Page, SelectField, SubmitButton, TextField, useDone } from '@/design';
import { administrationCrumb, retentionCrumb } from './crumbs';
import { type PeriodParts, partsOfPeriod, periodOf } from './periods';
import { rulesQuery } from './queries';
import type { RetentionRule } from './words';

/** Changes how long a kind of record is kept. */
export function RulePage() {
  const { kind = '' } = useParams();
  const query = useQuery({ ...rulesQuery, select: ({ items }) => items.find((rule) => rule.kind === kind) ?? null });
  return (
    <LoadedPage query={query} what="the rule" title="Rule" breadcrumbs={[administrationCrumb, retentionCrumb]}>
      {(rule) => (rule ? <RuleForm key={rule.version} rule={rule} /> : <EmptyState title="There is no such rule." />)}
    </LoadedPage>
  );
}

function RuleForm({ rule }: { rule: RetentionRule }) {
  const done = useDone();
  const [period, setPeriod] = useState<PeriodParts>(partsOfPeriod(rule.period));
  const [reason, setReason] = useState(rule.reason);
  const [source, setSource] = useState(rule.source);
  function check(): FieldProblem[] {
    return periodOf(period) ? [] : [{ name: 'period', message: 'Enter a whole number, for example 6' }];
  }
  const { submit, ...state } = useSubmission({
    check,
    send: () =>
      answer(
        api.PUT('/retention-rules/{kind}', {
          params: { path: { kind: rule.kind }, header: { 'If-Match': `"${rule.version}"` } },
          body: { period: periodOf(period) ?? '', reason, source },
        }),
      ),
    done: () => done('/administration/retention', 'The rule is changed. Nothing was removed by that.'),
  });
  return (
    <Page title={rule.title} caption="How long it is kept" breadcrumbs={[administrationCrumb, retentionCrumb]}>
      <p>{rule.does}</p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <TextField
          name="period"
          label={`How long is it kept, ${rule.counts}?`}
          hint="A whole number; choose the unit below"
          value={period.count}
          onChange={(count) => setPeriod({ ...period, count })}
        />
        <SelectField
          name="unit"
          label="Unit"
          value={period.unit}
          onChange={(unit) => setPeriod({ ...period, unit: unit as PeriodParts['unit'] })}
          choices={[
            { value: 'Y', label: 'Years' },
            { value: 'M', label: 'Months' },
            { value: 'D', label: 'Days' },
          ]}
        />
        <LongTextField name="reason" label="Why so long?" hint="People read it on the privacy page" value={reason} onChange={setReason} />
        <LongTextField name="source" label="Where does the period come from?" hint="A published rule or your own decision" value={source} onChange={setSource} />
        <SubmitButton pending={state.pending}>Save the rule</SubmitButton>
      </Form>
    </Page>
  );
}
