import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, longMoment, Page, PasswordField, SubmitButton, TextField, useDone } from '@/design';

type Link = components['schemas']['PasswordLink'];

const titles: Record<Link['purpose'], string> = {
  invitation: 'Welcome to Bandwise',
  reset: 'Choose a new password',
  first_administrator: 'Set up Bandwise',
};

/** Where a one-time link leads: to the first password, a new one, or the first administrator's account. */
export function SetPasswordPage() {
  const { token = '' } = useParams();
  const query = useQuery({
    queryKey: ['password-link', token],
    queryFn: () => answer(api.GET('/password-links/{token}', { params: { path: { token } } })),
    retry: false,
  });
  return (
    <Page title={query.data ? titles[query.data.purpose] : 'Choose a password'}>
      <Loaded query={query} what="your link">
        {(link) => <PasswordForm link={link} token={token} />}
      </Loaded>
    </Page>
  );
}

function PasswordForm({ link, token }: { link: Link; token: string }) {
  const done = useDone();
  const first = link.purpose === 'first_administrator';
  const [organisation, setOrganisation] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (first && organisation.trim() === '') {
      problems.push({ name: 'organisation', message: 'Enter the name of your organisation' });
    }
    if (first && name.trim() === '') problems.push({ name: 'name', message: 'Enter your name' });
    if (first && email.trim() === '') problems.push({ name: 'email', message: 'Enter your e-mail address' });
    if (password.length < 12) problems.push({ name: 'password', message: 'Enter a password of at least 12 characters' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: () =>
      answer(
        api.POST('/password-links/{token}', {
          params: { path: { token } },
          body: first ? { password, organisation, name, email } : { password },
        }),
      ),
    done: () => done('/sign-in', 'Your password is set. Sign in with it.'),
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      {first ? (
        <>
          <p>You become the first administrator. Everything else can be changed later.</p>
          <TextField name="organisation" label="Organisation" value={organisation} onChange={setOrganisation} />
          <TextField name="name" label="Your name" autoComplete="name" value={name} onChange={setName} />
          <TextField
            name="email"
            label="Your e-mail address"
            type="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
          />
        </>
      ) : (
        <p>
          This link is for {link.name} ({link.email}).
        </p>
      )}
      <PasswordField
        name="password"
        label="Password"
        hint="At least 12 characters. Three words that you can remember make a good one."
        value={password}
        onChange={setPassword}
        fresh
      />
      <SubmitButton pending={state.pending}>Set this password</SubmitButton>
      <p className="bw-small">The link can be used once, until {longMoment(link.expiresAt)}.</p>
    </Form>
  );
}
