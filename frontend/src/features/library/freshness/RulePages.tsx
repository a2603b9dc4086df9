import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  Confirm,
  EmptyState,
  Form,
  LoadedPage,
  LongTextField,
  Page,
  RadiosField,
  SelectField,
  SubmitButton,
  TextField,
  useDone,
} from '@/design';
import { newestFirst } from '../newestFirst';
import { periodFrom, periodParts, periodUnits } from './choice';
import { freshnessCrumbs, freshnessPath, type FreshnessRule, freshnessRulesQuery } from './queries';
import { StatementChoice } from './StatementChoice';

const accreditations = [
  { value: 'acc', label: 'Accredited Clinical Coder (ACC)' },
  { value: 'ccap', label: 'Clinical Coding Auditor (CCAP)' },
  { value: 'cctp', label: 'Clinical Coding Trainer (CCTP)' },
];

type Period = ReturnType<typeof periodParts>;

const noPeriod: FieldProblem = { name: 'staysFresh', message: 'Enter how long an approval counts, as a whole number' };
const noReason: FieldProblem = { name: 'reason', message: 'Say why, so that people understand why their approvals expire' };

/** How long an approval counts, as a number and a unit. */
function PeriodFields({ value, onChange }: { value: Period; onChange: (value: Period) => void }) {
  return (
    <>
      <TextField
        name="staysFresh"
        label="How long does an approval count?"
        hint="20 years at the most"
        value={value.count}
        onChange={(count) => onChange({ ...value, count })}
        width="3"
        numeric
      />
      <SelectField
        name="unit"
        label="Months or years"
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit })}
        choices={periodUnits}
      />
    </>
  );
}

export function NewRulePage() {
  const done = useDone();
  const refresh = useRefresh();
  const [kind, setKind] = useState<FreshnessRule['kind']>('statement');
  const [statement, setStatement] = useState<string[]>([]);
  const [accreditation, setAccreditation] = useState('');
  const [period, setPeriod] = useState(() => periodParts(''));
  const [reason, setReason] = useState('');
  const ofStatement = kind === 'statement';
  const key = ofStatement ? (statement[0] ?? '') : accreditation;
  const { submit, ...state } = useSubmission({
    check: () => {
      const problems: FieldProblem[] = [];
      if (key === '') problems.push({ name: 'key', message: ofStatement ? 'Choose the statement' : 'Choose the accreditation' });
      if (ofStatement && !periodFrom(period.count, period.unit)) problems.push(noPeriod);
      if (reason.trim() === '') problems.push(noReason);
      return problems;
    },
    send: (_: undefined, idempotencyKey) =>
      answer(
        api.POST('/freshness-rules', {
          params: { header: { 'Idempotency-Key': idempotencyKey } },
          body: { kind, key, reason, staysFresh: ofStatement ? periodFrom(period.count, period.unit) : undefined },
        }),
      ),
    done: async ({ name }) => {
      await refresh();
      await done(freshnessPath, `The rule for ${name} is set.`);
    },
  });
  return (
    <Page title="Set a rule of freshness" breadcrumbs={freshnessCrumbs}>
      <p>It holds at once, for approvals that are there already too.</p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <RadiosField
          name="kind"
          label="What is it about?"
          value={kind}
          onChange={(value) => setKind(value === 'accreditation' ? 'accreditation' : 'statement')}
          choices={[
            { value: 'statement', label: 'A statement: an approval counts for a time' },
            { value: 'accreditation', label: 'An accreditation: it has to be current' },
          ]}
        />
        {ofStatement ? (
          <>
            <StatementChoice name="key" label="Which statement?" single value={statement} onChange={setStatement} />
            <PeriodFields value={period} onChange={setPeriod} />
          </>
        ) : (
          <SelectField
            name="key"
            label="Which accreditation?"
            hint="It is current until its refresher lapses"
            value={accreditation}
            onChange={setAccreditation}
            placeholder="Choose the accreditation"
            choices={accreditations}
          />
        )}
        <LongTextField name="reason" label="Why?" value={reason} onChange={setReason} rows={3} />
        <SubmitButton pending={state.pending}>Set the rule</SubmitButton>
      </Form>
    </Page>
  );
}

export function EditRulePage() {
  return <OneRule title="Change a rule of freshness">{(rule) => <RuleForm key={rule.id} rule={rule} />}</OneRule>;
}

export function EndRulePage() {
  return <OneRule title="End a rule of freshness">{(rule) => <Ending rule={rule} />}</OneRule>;
}

/** Finds the rule of the address among those that hold. */
function OneRule({ title, children }: { title: string; children: (rule: FreshnessRule) => React.ReactNode }) {
  const { ruleId = '' } = useParams();
  const query = useQuery(freshnessRulesQuery);
  return (
    <LoadedPage query={query} what="the rule" title={title} breadcrumbs={freshnessCrumbs}>
      {({ items }) => {
        const rule = items.find(({ id }) => id === ruleId);
        return rule ? (
          children(rule)
        ) : (
          <Page title={title} breadcrumbs={freshnessCrumbs}>
            <EmptyState title="There is no such rule any more.">
              <Link to={freshnessPath}>Back to the rules</Link>
            </EmptyState>
          </Page>
        );
      }}
    </LoadedPage>
  );
}

function RuleForm({ rule }: { rule: FreshnessRule }) {
  const done = useDone();
  const refresh = useRefresh();
  const ofStatement = rule.kind === 'statement';
  const [period, setPeriod] = useState(() => periodParts(rule.staysFresh));
  const [reason, setReason] = useState(rule.reason);
  const { submit, ...state } = useSubmission({
    check: () => {
      const problems: FieldProblem[] = [];
      if (ofStatement && !periodFrom(period.count, period.unit)) problems.push(noPeriod);
      if (reason.trim() === '') problems.push(noReason);
      return problems;
    },
    send: () =>
      newestFirst(
        answer(
          api.PATCH('/freshness-rules/{id}', {
            params: { path: { id: rule.id }, header: { 'If-Match': `"${rule.version}"` } },
            body: { reason, staysFresh: ofStatement ? periodFrom(period.count, period.unit) : undefined },
          }),
        ),
        refresh,
      ),
    done: async () => {
      await refresh();
      await done(freshnessPath, 'The rule is changed.');
    },
  });
  return (
    <Page title="Change a rule of freshness" caption={rule.name} breadcrumbs={freshnessCrumbs}>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        {ofStatement ? (
          <PeriodFields value={period} onChange={setPeriod} />
        ) : (
          <p>It has to be current, until its refresher lapses; only the reason can be changed.</p>
        )}
        <LongTextField name="reason" label="Why?" value={reason} onChange={setReason} rows={3} />
        <div className="nhsuk-button-group">
          <SubmitButton pending={state.pending}>Save</SubmitButton>
          <Link to={`${freshnessPath}/rules/${rule.id}/end`}>End this rule</Link>
        </div>
      </Form>
    </Page>
  );
}

function Ending({ rule }: { rule: FreshnessRule }) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Say why the rule ends' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/freshness-rules/{id}/end', {
          params: { path: { id: rule.id }, header: { 'Idempotency-Key': key } },
          body: { version: rule.version, reason },
        }),
      ),
    done: async () => {
      await refresh();
      await done(freshnessPath, `The rule for ${rule.name} is ended. Approvals that it let expire count again.`);
    },
  });
  return (
    <Confirm
      {...state}
      question="End this rule?"
      confirm="End the rule"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without ending it', href: freshnessPath }}
    >
      <p>
        The rule for {rule.name} ends today, and approvals that it let expire count again. It cannot be taken up again, but you
        can set another one. It stays on the list of ended rules with your reason.
      </p>
      <LongTextField name="reason" label="Why does it end?" value={reason} onChange={setReason} rows={3} />
    </Confirm>
  );
}
