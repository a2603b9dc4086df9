import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { personQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  type DateParts,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  noDate,
  Page,
  partsOf,
  RadiosField,
  SelectField,
  SubmitButton,
  useDone,
  useToday,
} from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';

type Kind = components['schemas']['AssignmentKind'];

export function AssignPage() {
  const subject = useSubject();
  const query = useQuery(personQuery(subject.id));
  return (
    <Loaded query={query} what="the person">
      {({ id, name }) => (
        <Page
          title="Name a mentor or assessor"
          caption={name}
          breadcrumbs={[
            ...crumbsOf(subject, name, 'progress'),
            { label: 'Appointments', href: `/people/${id}/appointments` },
          ]}
        >
          <AssignForm personId={id} name={name} />
        </Page>
      )}
    </Loaded>
  );
}

function AssignForm({ personId, name }: { personId: string; name: string }) {
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [kind, setKind] = useState<Kind>('mentor');
  const [assigneeId, setAssigneeId] = useState('');
  const [startsOn, setStartsOn] = useState(partsOf(today));
  // A mentor accompanies the first months, which the pathway counts; the proposal can be changed.
  const [endsOn, setEndsOn] = useState<DateParts>();
  const { data: meetings } = useQuery({
    queryKey: ['people', personId, 'mentoring', 'sum'],
    queryFn: () =>
      answer(api.GET('/people/{id}/mentoring-meetings', { params: { path: { id: personId }, query: { limit: 1 } } })),
  });
  const proposed = meetings?.mentoring.until;
  const until = endsOn ?? (kind === 'mentor' && proposed && proposed > today ? partsOf(proposed) : noDate);
  const wrongEnd = dateProblem('The last day', until);
  const wrongDate = dateProblem('The first day', startsOn, { required: true });
  const { data: assignees } = useQuery({
    queryKey: ['assignees', kind],
    queryFn: () => answer(api.GET('/assignees', { params: { query: { kind, limit: 200 } } })),
  });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (assigneeId === '') problems.push({ name: 'assigneeId', message: `Choose the ${kind}` });
    if (wrongDate) problems.push({ name: 'startsOn', message: wrongDate.message });
    if (wrongEnd) problems.push({ name: 'endsOn', message: wrongEnd.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/assignments', {
          params: { path: { id: personId }, header: { 'Idempotency-Key': key } },
          body: { kind, assigneeId, startsOn: isoOf(startsOn) ?? '', endsOn: isoOf(until) },
        }),
      ),
    done: async ({ assignee }) => {
      await refresh();
      await done(`/people/${personId}/appointments`, `${assignee.name} is now ${kind} of ${name}.`);
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField
        name="kind"
        label="What for?"
        value={kind}
        onChange={(value) => {
          setKind(value as Kind);
          setAssigneeId('');
        }}
        choices={[
          { value: 'mentor', label: 'Mentor', hint: 'Accompanies the training and signs milestones off' },
          { value: 'assessor', label: 'Assessor', hint: 'Reviews the portfolio' },
        ]}
      />
      <SelectField
        name="assigneeId"
        label="Who?"
        hint="Those who have this role of access; an administrator gives it"
        value={assigneeId}
        onChange={setAssigneeId}
        placeholder="Choose a person"
        choices={(assignees?.items ?? [])
          .filter(({ id }) => id !== personId)
          .map((assignee) => ({ value: assignee.id, label: assignee.name }))}
      />
      <DateField name="startsOn" label="From which day?" value={startsOn} onChange={setStartsOn} wrong={wrongDate?.parts} />
      <DateField
        name="endsOn"
        label="Until which day? (optional)"
        hint={kind === 'mentor' && proposed ? 'Proposed: the end of the mentorship from the appointment' : undefined}
        value={until}
        onChange={setEndsOn}
        wrong={wrongEnd?.parts}
      />
      <SubmitButton pending={state.pending}>Save</SubmitButton>
    </Form>
  );
}
