import { useQuery } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, longMoment, LongTextField, Page, PasswordField, RadiosField, SubmitButton, useDone } from '@/design';
import { emergencyWhat, emergencyWord } from '@/session/emergency';
import { nothingShown, shownBody, ShownField, shownProblem } from './CodeStep';

type Mine = components['schemas']['MyEmergency'];

/** How an administrator helps themselves when nobody else is there who may. */
export function EmergencyPage() {
  const query = useQuery({ queryKey: ['my-emergency'], queryFn: () => answer(api.GET('/me/emergency')) });
  return (
    <Page title="Emergency access" caption="Administration" breadcrumbs={[{ label: 'Administration', href: '/administration' }]}>
      <p>
        For when work cannot wait and nobody who may do it is there, such as the only manager being ill without cover. It is
        for yourself only, and never lets you decide about yourself. <Link to="/administration/emergency/uses">All uses</Link>
      </p>
      <Loaded query={query} what="emergency access">
        {(mine) =>
          mine.current ? (
            <InsetText>
              <p>
                You have emergency access as {emergencyWord(mine.current.role)} until {longMoment(mine.current.endsAt)}. End it
                with the button above as soon as you are done.
              </p>
            </InsetText>
          ) : (
            <Asking mine={mine} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Asking({ mine }: { mine: Mine }) {
  const done = useDone();
  const refresh = useRefresh();
  const [role, setRole] = useState('');
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(nothingShown);
  const chosen = mine.roles.find((one) => one === role);

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (!chosen) problems.push({ name: 'role', message: 'Choose what you need' });
    if (reason.trim().length < 20) {
      problems.push({ name: 'reason', message: 'Say in at least 20 characters what the emergency is' });
    }
    if (password === '') problems.push({ name: 'password', message: 'Enter your password' });
    return mine.needsCode ? [...problems, ...shownProblem(shown)] : problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: () =>
      answer(
        api.POST('/me/emergency', {
          body: { role: chosen ?? 'manager', reason, password, ...(mine.needsCode ? shownBody(shown) : {}) },
        }),
      ),
    done: async ({ told }) => {
      await refresh();
      await done('/administration/emergency', `Emergency access has begun. ${toldWords(told)}`);
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField
        name="role"
        label="What do you need?"
        value={role}
        onChange={setRole}
        choices={mine.roles.map((one) => ({ value: one, label: emergencyWord(one), hint: emergencyWhat(one) }))}
      />
      <LongTextField
        name="reason"
        label="What is the emergency?"
        hint="At least 20 characters. Everybody who is told reads it."
        value={reason}
        onChange={setReason}
        rows={3}
      />
      <PasswordField name="password" label="Your password" value={password} onChange={setPassword} />
      {mine.needsCode ? <ShownField shown={shown} onChange={setShown} /> : null}
      <p>
        It ends by itself after {mine.minutes} minutes. {watchersWords(mine.others)} What you do is marked in the audit trail,
        and somebody else looks at it afterwards.
      </p>
      <SubmitButton warning pending={state.pending}>
        Begin emergency access
      </SubmitButton>
    </Form>
  );
}

function watchersWords(others: number): string {
  if (others === 0) return 'There is no other administrator and no auditor who could be told.';
  return others === 1
    ? 'One other administrator or auditor is told at once, with your reason.'
    : `${others} other administrators and auditors are told at once, with your reason.`;
}

function toldWords(told: number): string {
  if (told === 0) return 'Nobody else was there to be told.';
  return told === 1 ? 'One person is told.' : `${told} people are told.`;
}
