import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { personQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { administrationCrumb, peopleCrumb } from './crumbs';

/** An administrator has a copy of somebody's record made, for example for somebody who left. */
export function CopyForPage() {
  const { personId = '' } = useParams();
  const query = useQuery(personQuery(personId));
  return (
    <Loaded query={query} what="the person">
      {(person) => <CopyFor id={personId} name={person.name} />}
    </Loaded>
  );
}

function CopyFor({ id, name }: { id: string; name: string }) {
  const done = useDone();
  const [reason, setReason] = useState('');
  function check(): FieldProblem[] {
    return reason.trim() === '' ? [{ name: 'reason', message: 'Say why you need a copy of somebody else’s record' }] : [];
  }
  const { submit, ...state } = useSubmission({
    check,
    send: () => answer(api.POST('/people/{id}/subject-archives', { params: { path: { id } }, body: { reason } })),
    done: () => done('/account/copies', `The copy of ${name}’s record is being made. Only you can download it.`),
  });
  return (
    <Page
      title={`A copy of ${name}’s record`}
      breadcrumbs={[administrationCrumb, peopleCrumb, { label: name, href: `/administration/people/${id}` }]}
    >
      <p>
        People ask for their own copy on their account page. Ask for it here only for somebody who cannot, for example
        somebody who left. It holds reflections and files that you do not see otherwise: hand it on without reading more
        than you must. {name} can see that you asked, and why.
      </p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <LongTextField name="reason" label="Why do you need it?" value={reason} onChange={setReason} />
        <SubmitButton pending={state.pending}>Ask for a copy</SubmitButton>
      </Form>
    </Page>
  );
}
