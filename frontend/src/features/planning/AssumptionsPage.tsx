import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Facts, Form, Loaded, longDate, Page, SelectField, SubmitButton, SubNavigation, TextField, useDone } from '@/design';
import { organisationCrumb } from '@/features/workforce/words';
import { RateFields, TargetFields } from './PlanFields';
import { planContent, planProblems, typedPlan } from './planForm';
import { planQuery } from './queries';
import { monthName, type Plan, planningPages } from './words';

const home = '/organisation/planning';

/** The target, and what holds where the own history is too short to tell. */
export function AssumptionsPage() {
  const plan = useQuery(planQuery);
  return (
    <Page title="Target and assumptions" breadcrumbs={[organisationCrumb, { label: 'Planning', href: home }]}>
      <SubNavigation label="Planning" pages={planningPages} />
      <Loaded query={plan} what="the assumptions">
        {({ value, etag }) => (
          <>
            <p>
              {value.enteredOn
                ? `Entered by ${value.enteredBy ?? 'somebody'} on ${longDate(value.enteredOn)}.`
                : 'Nobody has entered anything yet. These are the figures with which Bandwise starts.'}
            </p>
            {value.mayPlan ? <PlanForm plan={value} etag={etag} /> : <Told plan={value} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Told({ plan: { content } }: { plan: Plan }) {
  const { target } = content;
  return (
    <Facts
      facts={[
        { term: 'Target', value: target?.by ? `${target.wte} WTE at band ${target.band} and above by ${monthName(target.by)}` : 'None' },
        { term: 'Pass rate entered', value: `${content.passRate} %` },
        { term: 'Accredited staff who leave in a year', value: `${content.leaveAccredited} %` },
        { term: 'Trainees who leave in a year', value: `${content.leaveTraining} %` },
        { term: 'Own history holds from', value: `${content.enoughAttempts} attempts, ${content.enoughYears} years of people’s time` },
        { term: 'Trainees for each mentor', value: content.traineesPerMentor ?? 'No limit' },
        { term: 'Course places in a quarter', value: content.coursePlaces ?? 'No limit' },
        { term: 'Attempts at the NCCQ', value: content.attempts ?? 'No limit' },
      ]}
    />
  );
}

function PlanForm({ plan, etag }: { plan: Plan; etag: string }) {
  const [typed, setTyped] = useState(typedPlan(plan.content));
  const change = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => planProblems(typed),
    send: () => answer(api.PUT('/workforce/plan', { params: { header: { 'If-Match': etag } }, body: planContent(typed) })),
    done: async () => {
      await refresh();
      await done(home, 'The target and the assumptions are saved. The forecast is reckoned with them.');
    },
  });
  const from = plan.lastMonth.replace(/^\d+/, (year) => String(Number(year) - 3));
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TargetFields typed={typed.target} change={(part) => change({ target: { ...typed.target, ...part } })} bands={plan.bands} from={from} to={plan.lastMonth} />
      <h2 className="nhsuk-heading-m">Assumptions</h2>
      <p>Where the organisation’s own history is long enough, its rates hold instead of those entered here. The forecast says which.</p>
      <RateFields typed={typed} change={change} />
      <TextField name="enoughAttempts" label="The own pass rate holds from how many attempts on?" value={typed.enoughAttempts} onChange={(enoughAttempts) => change({ enoughAttempts })} width="4" numeric />
      <TextField
        name="enoughYears"
        label="The own rates of leaving hold from how many years of people’s time on?"
        hint="Ten people for five years are 50 years"
        value={typed.enoughYears}
        onChange={(enoughYears) => change({ enoughYears })}
        width="4"
        numeric
      />
      <TextField name="attempts" label="How often may a trainee sit the NCCQ? (optional)" hint="Left empty, as often as needed" value={typed.attempts} onChange={(attempts) => change({ attempts })} width="3" numeric />
      <SelectField
        name="qualifiedBand"
        label="Band after the award, where the map of roles names none (optional)"
        value={typed.qualifiedBand}
        onChange={(qualifiedBand) => change({ qualifiedBand })}
        choices={plan.bands.map((band) => ({ value: band, label: `Band ${band}` }))}
        placeholder="The band of today"
      />
      <TextField
        name="smallest"
        label="Publish nothing about fewer people than"
        hint="To those outside their line. Managers see their own teams whatever their size"
        value={typed.smallest}
        onChange={(smallest) => change({ smallest })}
        width="3"
        numeric
      />
      <SubmitButton pending={state.pending}>Save the target and the assumptions</SubmitButton>
    </Form>
  );
}
