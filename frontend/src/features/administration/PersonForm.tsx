import { type ReactNode, useState } from 'react';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, SubmitButton, TextField, useDone } from '@/design';
import type { PersonDetail, PersonInput } from './types';

interface PersonFormProps {
  /** What the form begins with. */
  name: string;
  email: string;
  /** What it says now, after somebody else's change. */
  newest?: ReactNode;
  send: (body: PersonInput, idempotencyKey: string) => Promise<PersonDetail>;
  /** What the next page says. */
  saved: (person: PersonDetail) => string;
  label: string;
}

function check({ name, email }: PersonInput): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (name.trim() === '') problems.push({ name: 'name', message: 'Enter the person’s name' });
  if (!email.includes('@')) {
    problems.push({ name: 'email', message: 'Enter an e-mail address, for example name@example.nhs.uk' });
  }
  return problems;
}

/** A person's name and e-mail address. */
export function PersonForm({ newest, send, saved, label, ...beginning }: PersonFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [name, setName] = useState(beginning.name);
  const [email, setEmail] = useState(beginning.email);
  const { submit, ...state } = useSubmission({
    check,
    send,
    done: async (person) => {
      await refresh();
      await done(`/administration/people/${person.id}`, saved(person));
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit({ name, email })}>
      {newest}
      <TextField name="name" label="Name" autoComplete="off" value={name} onChange={setName} />
      <TextField
        name="email"
        label="E-mail address"
        hint="The person signs in with it"
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
      />
      <SubmitButton pending={state.pending}>{label}</SubmitButton>
    </Form>
  );
}
