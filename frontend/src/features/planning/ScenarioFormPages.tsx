import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, LongTextField, Page, SelectField, SubmitButton, TextField, useDone } from '@/design';
import { organisationCrumb } from '@/features/workforce/words';
import { useMay } from '@/session/session';
import { RateFields, TargetFields } from './PlanFields';
import { scenarioContent, scenarioProblems, type TypedIntake, typedScenario } from './planForm';
import { forecastQuery, planQuery, scenarioQuery } from './queries';
import { inUseNow, monthChoices, type Plan, type Scenario, type ScenarioContent } from './words';

const list = '/organisation/planning/scenarios';
const crumbs = [organisationCrumb, { label: 'Planning', href: '/organisation/planning' }, { label: 'Scenarios', href: list }];

/** A scenario that starts from today's plan, or from another scenario. */
export function NewScenarioPage() {
  const [params] = useSearchParams();
  const from = params.get('from') ?? '';
  const plan = useQuery(planQuery);
  const source = useQuery({ ...scenarioQuery(from), enabled: from !== '' });
  const form = (value: Plan, content?: ScenarioContent) => (
    <ScenarioForm
      plan={value}
      content={content}
      send={(body, key) => answer(api.POST('/workforce/scenarios', { params: { header: { 'Idempotency-Key': key } }, body }))}
    />
  );
  return (
    <Page title="New scenario" breadcrumbs={crumbs}>
      <p>Everything that is left empty stays as in today’s plan.</p>
      <Loaded query={plan} what="the plan">
        {({ value }) =>
          from === '' ? (
            form(value)
          ) : (
            <Loaded query={source} what="the scenario">
              {({ value: { content } }) => form(value, { ...content, name: `Copy of ${content.name}`.slice(0, 80) })}
            </Loaded>
          )
        }
      </Loaded>
    </Page>
  );
}

/** Opens a scenario to change it. */
export function EditScenarioPage() {
  const { scenarioId = '' } = useParams();
  const plan = useQuery(planQuery);
  const scenario = useQuery(scenarioQuery(scenarioId));
  const sketch = useMay('planning.scenarios');
  return (
    <Loaded query={scenario} what="the scenario">
      {({ value, etag }) => (
        <Page title={value.content.name} breadcrumbs={crumbs}>
          <p>
            <Link to={`/organisation/planning/compare?with=${value.id}`}>Compare with today’s plan</Link>
          </p>
          {sketch ? (
            <Loaded query={plan} what="the plan">
              {({ value: today }) => (
                <ScenarioForm
                  plan={today}
                  content={value.content}
                  send={(body) =>
                    answer(
                      api.PUT('/workforce/scenarios/{id}', {
                        params: { path: { id: value.id }, header: { 'If-Match': etag } },
                        body,
                      }),
                    )
                  }
                />
              )}
            </Loaded>
          ) : (
            <ul className="nhsuk-list nhsuk-list--bullet">
              {value.changes.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Page>
      )}
    </Loaded>
  );
}

interface ScenarioFormProps {
  plan: Plan;
  content?: ScenarioContent;
  send: (body: ScenarioContent, key: string) => Promise<Scenario>;
}

function ScenarioForm({ plan, content, send }: ScenarioFormProps) {
  const [typed, setTyped] = useState(typedScenario(content));
  const change = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => scenarioProblems(typed),
    send: (_: undefined, key) => send(scenarioContent(typed), key),
    done: async ({ id }) => {
      await refresh();
      await done(`/organisation/planning/compare?with=${id}`, 'The scenario is saved. Here it stands beside today’s plan.');
    },
  });
  const from = plan.lastMonth.replace(/^\d+/, (year) => String(Number(year) - 3));
  const first = plan.pathways[0];
  const next: TypedIntake = { people: '', starts: '', pathway: first?.key ?? '', band: plan.content.target?.band ?? '', wte: '1', examAfter: '', paidIn: '' };
  const { content: today } = plan;
  const { data: forecast } = useQuery(forecastQuery(''));
  const assumptions = forecast?.assumptions;
  const planned = (value: number | undefined, none = 'no limit') => `In today’s plan ${value ?? none}`;
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TextField name="name" label="Name" hint="For example Four trainees in April" value={typed.name} onChange={(name) => change({ name })} />
      <LongTextField name="note" label="Note (optional)" value={typed.note} onChange={(note) => change({ note })} rows={2} />
      <h2 className="nhsuk-heading-m">Intakes</h2>
      {typed.intakes.map((intake, i) => (
        <IntakeFields
          key={i}
          at={i}
          intake={intake}
          plan={plan}
          from={from}
          change={(part) => change({ intakes: typed.intakes.map((one, n) => (n === i ? { ...one, ...part } : one)) })}
          remove={() => change({ intakes: typed.intakes.filter((_, n) => n !== i) })}
        />
      ))}
      <Button type="button" secondary onClick={() => change({ intakes: [...typed.intakes, next] })}>
        {typed.intakes.length === 0 ? 'Add an intake' : 'Add another intake'}
      </Button>
      <h2 className="nhsuk-heading-m">Rates and limits</h2>
      <RateFields
        typed={typed}
        change={change}
        hints={{
          passRate: inUseNow(assumptions, 'pass'),
          leaveAccredited: inUseNow(assumptions, 'leave_accredited'),
          leaveTraining: inUseNow(assumptions, 'leave_training'),
          traineesPerMentor: planned(today.traineesPerMentor),
          coursePlaces: planned(today.coursePlaces),
        }}
      />
      <TargetFields
        typed={typed.target}
        change={(part) => change({ target: { ...typed.target, ...part } })}
        bands={plan.bands}
        from={from}
        to={plan.lastMonth}
        optional="Leave all three empty for the target of today’s plan."
      />
      <SubmitButton pending={state.pending}>Save and compare</SubmitButton>
    </Form>
  );
}

interface IntakeFieldsProps {
  at: number;
  intake: TypedIntake;
  plan: Plan;
  from: string;
  change: (part: Partial<TypedIntake>) => void;
  remove: () => void;
}

function IntakeFields({ at, intake, plan, from, change, remove }: IntakeFieldsProps) {
  const name = (field: string) => `intakes[${at}].${field}`;
  const pathway = plan.pathways.find(({ key }) => key === intake.pathway);
  const bands = plan.bands.map((band) => ({ value: band, label: `Band ${band}` }));
  return (
    <fieldset className="nhsuk-fieldset bw-intake">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
        <h3 className="nhsuk-fieldset__heading">Intake {at + 1}</h3>
      </legend>
      <TextField name={name('people')} label="How many trainees start?" value={intake.people} onChange={(people) => change({ people })} width="3" numeric />
      <SelectField name={name('starts')} label="In which month?" value={intake.starts} onChange={(starts) => change({ starts })} choices={monthChoices(from, plan.lastMonth)} placeholder="Choose a month" />
      <SelectField
        name={name('pathway')}
        label="Pathway"
        value={intake.pathway}
        onChange={(key) => change({ pathway: key })}
        choices={plan.pathways.map(({ key, title }) => ({ value: key, label: title }))}
        placeholder="Choose a pathway"
      />
      <SelectField name={name('band')} label="Band once accredited" value={intake.band} onChange={(band) => change({ band })} choices={bands} placeholder="Choose a band" />
      <TextField name={name('wte')} label="WTE of each" value={intake.wte} onChange={(wte) => change({ wte })} width="4" numeric />
      <TextField
        name={name('examAfter')}
        label="Months from the start to the first sitting (optional)"
        hint={pathway ? `Left empty, ${pathway.examAfter} months as the pathway says` : undefined}
        value={intake.examAfter}
        onChange={(examAfter) => change({ examAfter })}
        width="3"
        numeric
      />
      <SelectField
        name={name('paidIn')}
        label="Pay until the award"
        value={intake.paidIn}
        onChange={(paidIn) => change({ paidIn })}
        choices={bands}
        placeholder="A share of the qualified band’s top (Annex 21)"
      />
      <Button type="button" secondary onClick={remove}>
        Remove intake {at + 1}
      </Button>
    </fieldset>
  );
}
