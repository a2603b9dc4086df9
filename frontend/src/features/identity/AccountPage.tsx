import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useSubmission } from '@/api/submit';
import { Facts, Form, Page, PasswordField, SubmitButton, useDone } from '@/design';
import { useMe } from '@/session/session';
import { OwnIdentities } from './OwnIdentities';
import { Sessions } from './Sessions';

const roleWords: Partial<Record<string, string>> = {
  staff: 'Staff',
  mentor: 'Mentor',
  assessor: 'Assessor',
  manager: 'Manager',
  workforce_lead: 'Workforce lead',
  standards_lead: 'Standards lead',
  panel_member: 'Panel member',
  consistency_checker: 'Consistency checker',
  administrator: 'Administrator',
  auditor: 'Auditor',
};

/** Who one is here, and one's password. */
export function AccountPage() {
  const me = useMe();
  return (
    <Page title="Your account">
      <Facts
        facts={[
          { term: 'Name', value: me.person.name },
          { term: 'E-mail address', value: me.person.email },
          { term: 'Organisation', value: me.organisation.name },
          { term: 'Roles of access', value: me.roles.map((role) => roleWords[role] ?? role).join(', ') },
        ]}
      />
      <h2 className="nhsuk-heading-m">Reminders</h2>
      <ul className="nhsuk-list">
        <li>
          <Link to="/notices">Your notices</Link>
        </li>
        <li>
          <Link to="/account/reminders">Reminders by e-mail</Link>
        </li>
        <li>
          <Link to="/account/calendar">Your dates in your calendar</Link>
        </li>
      </ul>
      <h2 className="nhsuk-heading-m">Cover for leave</h2>
      <p>
        A colleague can decide what waits for you while you are away. <Link to="/account/cover">Cover for your reviews</Link>
      </p>
      <h2 className="nhsuk-heading-m">Your record</h2>
      <ul className="nhsuk-list">
        <li>
          <Link to="/account/record">Who read and changed your record</Link>
        </li>
        <li>
          <Link to="/account/copies">A copy of everything that is held about you</Link>
        </li>
        <li>
          <Link to="/account/declarations">What you declared not to be patient data</Link>
        </li>
      </ul>
      <h2 className="nhsuk-heading-m">Second step at sign-in</h2>
      <p>
        A code from an app on your telephone protects you when somebody finds out your password.{' '}
        <Link to="/account/second-step">Your second step</Link>
      </p>
      <OwnIdentities />
      <Sessions />
      <h2 className="nhsuk-heading-m">Personal tokens</h2>
      <p>
        A token lets a program of yours use Bandwise in your name. <Link to="/account/tokens">Your personal tokens</Link>
      </p>
      <h2 className="nhsuk-heading-m">Change your password</h2>
      <p>When you change it, you are signed out everywhere else. Your personal tokens go on working.</p>
      <ChangePassword />
    </Page>
  );
}

function ChangePassword() {
  const done = useDone();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (current === '') problems.push({ name: 'current', message: 'Enter your current password' });
    if (password.length < 12) problems.push({ name: 'password', message: 'Enter a new password of at least 12 characters' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: () => answer(api.POST('/me/password', { body: { current, password } })),
    done: async () => {
      setCurrent('');
      setPassword('');
      await done('/account', 'Your password is changed. Your other sessions have ended.');
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <PasswordField name="current" label="Current password" value={current} onChange={setCurrent} />
      <PasswordField
        name="password"
        label="New password"
        hint="At least 12 characters"
        value={password}
        onChange={setPassword}
        fresh
      />
      <SubmitButton pending={state.pending}>Change password</SubmitButton>
    </Form>
  );
}
