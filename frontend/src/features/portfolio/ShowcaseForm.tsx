import { useState } from 'react';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { CheckboxesField, Form, SubmitButton, useDone } from '@/design';
import { useSubject } from '@/session/subject';
import type { Evidence } from './types';

/** All that can still change once a claim was approved on the evidence. */
export function ShowcaseForm({
  evidence,
  send,
}: {
  evidence: Evidence;
  send: (showcased: boolean) => Promise<Evidence>;
}) {
  const { portfolioPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const [chosen, setChosen] = useState(evidence.showcased ? ['yes'] : []);
  const { submit, ...state } = useSubmission({
    send: (showcased: boolean) => send(showcased),
    done: async () => {
      await refresh();
      await done(`${portfolioPath}/evidence/${evidence.id}`, 'Your change is saved.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(chosen.length > 0)}>
      <p>A claim was approved on this evidence, so what it says stays as it was judged.</p>
      <CheckboxesField
        name="showcased"
        label="Showcase"
        value={chosen}
        onChange={setChosen}
        choices={[{ value: 'yes', label: 'Show this evidence first in my portfolio' }]}
      />
      <SubmitButton pending={state.pending}>Save</SubmitButton>
    </Form>
  );
}
