import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { personQuery } from '@/api/people';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { Confirm, DateField, dateProblem, EmptyState, isoOf, Loaded, Page, partsOf, useDone, useToday } from '@/design';
import { useSubject } from '@/session/subject';

type Assignment = components['schemas']['Assignment'];

export function EndAssignmentPage() {
  const { assignmentId = '' } = useParams();
  const subject = useSubject();
  const query = useQuery(personQuery(subject.id));
  return (
    <Loaded query={query} what="the assignment">
      {(person) => {
        const assignment = person.assignments.find(({ id }) => id === assignmentId);
        if (!assignment) {
          return (
            <Page title="End an assignment">
              <EmptyState title="There is no such assignment." />
            </Page>
          );
        }
        return <Asking assignment={assignment} name={person.name} />;
      }}
    </Loaded>
  );
}

function Asking({ assignment, name }: { assignment: Assignment; name: string }) {
  const { id } = useSubject();
  const here = `/people/${id}/appointments`;
  const done = useDone();
  const refresh = useRefresh();
  const [endsOn, setEndsOn] = useState(partsOf(useToday()));
  const wrong = dateProblem('The last day', endsOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => (wrong ? [{ name: 'endsOn', message: wrong.message }] : []),
    send: () =>
      answer(
        api.POST('/assignments/{id}/end', {
          params: { path: { id: assignment.id } },
          body: { endsOn: isoOf(endsOn) ?? '' },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, `The assignment of ${assignment.assignee.name} ends.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`End ${assignment.assignee.name} as ${assignment.kind} of ${name}?`}
      confirm="End this assignment"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: here }}
    >
      <p>After the last day the {assignment.kind} no longer sees this record. What was done stays.</p>
      <DateField name="endsOn" label="Last day" value={endsOn} onChange={setEndsOn} wrong={wrong?.parts} />
    </Confirm>
  );
}
