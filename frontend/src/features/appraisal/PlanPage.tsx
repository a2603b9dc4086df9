import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { personQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  CheckboxesField,
  DateField,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  noDate,
  Page,
  RadiosField,
  SubmitButton,
  useDone,
} from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { agendaQuery } from './queries';
import { kindChoices, sourceWord } from './words';

type Proposal = components['schemas']['AgendaProposal'];

/** Plans a meeting; its agenda proposes itself, and what is not wanted is left out. */
export function PlanPage() {
  const subject = useSubject();
  const person = useQuery(personQuery(subject.id));
  const agenda = useQuery(agendaQuery(subject.id));
  return (
    <Loaded query={person} what="the person">
      {({ name }) => (
        <Page
          title="Plan a meeting"
          caption={name}
          breadcrumbs={[
            ...crumbsOf(subject, name, 'progress'),
            { label: 'One-to-ones and appraisals', href: `${subject.progressPath}/appraisals` },
          ]}
        >
          <Loaded query={agenda} what="the agenda">
            {({ items }) => <PlanForm personId={subject.id} name={name} proposals={items} />}
          </Loaded>
        </Page>
      )}
    </Loaded>
  );
}

function PlanForm({ personId, name, proposals }: { personId: string; name: string; proposals: Proposal[] }) {
  const { progressPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const [kind, setKind] = useState('');
  const [plannedOn, setPlannedOn] = useState(noDate);
  const [wanted, setWanted] = useState(() => proposals.map(({ key }) => key));
  const wrongDate = dateProblem('The date of the meeting', plannedOn, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (kind === '') problems.push({ name: 'kind', message: 'Choose a one-to-one or an appraisal' });
    if (wrongDate) problems.push({ name: 'plannedOn', message: wrongDate.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/appraisals', {
          params: { path: { id: personId }, header: { 'Idempotency-Key': key } },
          body: {
            kind: kind as components['schemas']['AppraisalKind'],
            plannedOn: isoOf(plannedOn) ?? '',
            leaveOut: proposals.map(({ key: one }) => one).filter((one) => !wanted.includes(one)),
          },
        }),
      ),
    done: async ({ meeting }) => {
      await refresh();
      await done(`${progressPath}/appraisals/${meeting.id}`, `The meeting with ${name} is planned.`);
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField name="kind" label="What kind of meeting is it?" value={kind} onChange={setKind} choices={kindChoices} />
      <DateField
        name="plannedOn"
        label="When will you meet?"
        hint="For example, 14 3 2027"
        value={plannedOn}
        onChange={setPlannedOn}
        wrong={wrongDate?.parts}
      />
      {proposals.length === 0 ? (
        <p>Nothing is due, returned, missing or agreed at the moment. You can both add to the agenda later.</p>
      ) : (
        <CheckboxesField
          name="leaveOut"
          label="What is on the agenda?"
          hint="Proposed from the records; take the tick away from what you do not want to talk about"
          value={wanted}
          onChange={setWanted}
          choices={proposals.map(({ key, source, title, because }) => ({
            value: key,
            label: `${sourceWord(source)}: ${title}`,
            hint: because,
          }))}
        />
      )}
      <SubmitButton pending={state.pending}>Plan the meeting</SubmitButton>
    </Form>
  );
}
