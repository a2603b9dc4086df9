import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useSubmission } from '@/api/submit';
import { Form, Page, PasswordField, SubmitButton, TextField } from '@/design';
import { forgetKept } from '@/session/kept';
import { forgetPerson, meQuery, sessionOptionsQuery } from '@/session/queries';
import { DemoPeople } from './DemoPeople';
import { wayBack } from './wayBack';

interface Credentials {
  email: string;
  password: string;
}

/** The password that every person of the invented trust has; it is printed at the start of demo mode too. */
const demoPassword = 'Bandwise-demo-1';

function missing({ email, password }: Credentials): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (email.trim() === '') problems.push({ name: 'email', message: 'Enter your e-mail address' });
  if (password === '') problems.push({ name: 'password', message: 'Enter your password' });
  return problems;
}

export function SignInPage() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const { data: options } = useQuery(sessionOptionsQuery);
  const next = wayBack(params.get('next'));

  const { submit, ...state } = useSubmission({
    check: missing,
    send: (credentials: Credentials) => answer(api.POST('/session', { body: credentials })),
    done: async () => {
      forgetPerson(queryClient);
      const who = await queryClient.query({ ...meQuery, staleTime: 0 });
      // What somebody else left unsaved in this browser is not for the next one.
      forgetKept(who?.person.id);
      await navigate(next, { replace: true });
    },
  });

  if (me && !state.pending) return <Navigate to={next} replace />;

  return (
    <Page title="Sign in">
      <div className="bw-sign-in">
        <div className="bw-sign-in__form">
          <Form {...state} onSubmit={() => void submit({ email, password })}>
            <TextField
              name="email"
              label="E-mail address"
              type="email"
              autoComplete="username"
              value={email}
              onChange={setEmail}
            />
            <PasswordField name="password" label="Password" value={password} onChange={setPassword} />
            <SubmitButton pending={state.pending}>Sign in</SubmitButton>
          </Form>
        </div>
        {options?.demo ? (
          <DemoPeople
            accounts={options.accounts}
            onChoose={(chosen) => void submit({ email: chosen, password: demoPassword })}
          />
        ) : null}
      </div>
    </Page>
  );
}
