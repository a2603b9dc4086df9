import { type ReactNode, useState } from 'react';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { type Choice, Form, SelectField, SubmitButton, TextField, useDone } from '@/design';
import type { Team, TeamInput } from './types';

interface TeamFormProps {
  /** What the form begins with. */
  name: string;
  parentId: string;
  /** The teams that it can stand below. */
  parents: Choice[];
  /** What it says now, after somebody else's change. */
  newest?: ReactNode;
  send: (body: TeamInput, idempotencyKey: string) => Promise<Team>;
  /** What the next page says. */
  saved: (team: Team) => string;
  label: string;
}

/** A team's name and its place in the tree. */
export function TeamForm({ parents, newest, send, saved, label, ...beginning }: TeamFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [name, setName] = useState(beginning.name);
  const [parentId, setParentId] = useState(beginning.parentId);
  const { submit, ...state } = useSubmission({
    check: (team: TeamInput) => (team.name.trim() === '' ? [{ name: 'name', message: 'Enter the team’s name' }] : []),
    send,
    done: async (team) => {
      await refresh();
      await done('/administration/teams', saved(team));
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit({ name, parentId: parentId === '' ? undefined : parentId })}>
      {newest}
      <TextField name="name" label="Name" value={name} onChange={setName} />
      <SelectField
        name="parentId"
        label="Below which team?"
        hint="Whoever manages that team will see this one too, with everything below it"
        value={parentId}
        onChange={setParentId}
        choices={[{ value: '', label: 'None: at the top' }, ...parents]}
      />
      <SubmitButton pending={state.pending}>{label}</SubmitButton>
    </Form>
  );
}
