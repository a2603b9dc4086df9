import { useState } from 'react';
import { Button } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  Form,
  isoOf,
  lastDay,
  Page,
  partsOf,
  RadiosField,
  Section,
  SubmitButton,
  TextField,
  useToday,
} from '@/design';
import { threeMonthsAfter } from './tokenDates';

type Reach = components['schemas']['TokenReach'];
type Made = components['schemas']['MadePersonalToken'];

const crumbs = [
  { label: 'Your account', href: '/account' },
  { label: 'Your personal tokens', href: '/account/tokens' },
];

function reachFrom(value: string): Reach | undefined {
  return value === 'read' || value === 'read_write' ? value : undefined;
}

/** Makes a personal token, and shows it this once. */
export function NewTokenPage() {
  const [made, setMade] = useState<Made>();
  return (
    <Page title={made ? 'Your new token' : 'Make a token'} breadcrumbs={crumbs}>
      {made ? <Shown made={made} /> : <Making onMade={setMade} />}
    </Page>
  );
}

function Making({ onMade }: { onMade: (made: Made) => void }) {
  const today = useToday();
  const refresh = useRefresh();
  const [name, setName] = useState('');
  const [reach, setReach] = useState('');
  const [until, setUntil] = useState(partsOf(threeMonthsAfter(today)));
  const wrongUntil = dateProblem('The last day', until, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (name.trim() === '') problems.push({ name: 'name', message: 'Enter a name for the token' });
    if (reach === '') problems.push({ name: 'reach', message: 'Choose what the token may do' });
    if (wrongUntil) problems.push({ name: 'lastsUntil', message: wrongUntil.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: () =>
      answer(
        api.POST('/me/tokens', {
          body: { name, reach: reachFrom(reach) ?? 'read', lastsUntil: isoOf(until) ?? '' },
        }),
      ),
    done: async (made) => {
      onMade(made);
      await refresh();
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TextField name="name" label="Name" hint="What it is for, such as Nightly export" value={name} onChange={setName} />
      <RadiosField
        name="reach"
        label="What may it do?"
        value={reach}
        onChange={setReach}
        choices={[
          { value: 'read', label: 'Read only', hint: 'See what you may see' },
          { value: 'read_write', label: 'Read and write', hint: 'Also change what you may change, but no passwords, sign-ins and tokens' },
        ]}
      />
      <DateField
        name="lastsUntil"
        label="Last day on which it works"
        hint="A year from today at most"
        value={until}
        onChange={setUntil}
        wrong={wrongUntil?.parts}
      />
      <SubmitButton pending={state.pending}>Make the token</SubmitButton>
    </Form>
  );
}

function Shown({ made: { token, made } }: { made: Made }) {
  const [copied, setCopied] = useState(false);
  return (
    <Section title={made.name}>
      <p>Copy the token now: it is shown only this once. Its last day is {lastDay(made.expiresAt)}.</p>
      <p className="bw-any">
        <code>{token}</code>
      </p>
      <Button
        type="button"
        secondary
        onClick={() => void navigator.clipboard.writeText(token).then(() => setCopied(true))}
      >
        Copy the token
      </Button>
      <p role="status">{copied ? 'Copied.' : ''}</p>
      <p>A program sends it with every request, in this header:</p>
      <p className="bw-any">
        <code>Authorization: Bearer {made.begins}…</code>
      </p>
      <p>
        <Link to="/account/tokens">Back to your personal tokens</Link>
      </p>
    </Section>
  );
}
