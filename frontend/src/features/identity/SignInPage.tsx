import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { ApiProblem, type FieldProblem } from '@/api/problem';
import { useSubmission } from '@/api/submit';
import { Form, Page, PasswordField, SubmitButton, TextField } from '@/design';
import { forgetKept } from '@/session/kept';
import { forgetPerson, meQuery, sessionOptionsQuery } from '@/session/queries';
import { CodeStep, nothingShown, shownBody, shownProblem } from './CodeStep';
import { DemoPeople } from './DemoPeople';
import { wayBack } from './wayBack';
import { WaysIn } from './WaysIn';

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
  // The credentials whose password was right, while the second step is asked for.
  const [asked, setAsked] = useState<Credentials>();
  const [shown, setShown] = useState(nothingShown);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const { data: options } = useQuery(sessionOptionsQuery);
  const next = wayBack(params.get('next'));

  const { submit, ...state } = useSubmission({
    check: (credentials: Credentials) => (asked ? shownProblem(shown) : missing(credentials)),
    send: async (credentials: Credentials) => {
      try {
        await answer(api.POST('/session', { body: asked ? { ...asked, ...shownBody(shown) } : credentials }));
        return undefined;
      } catch (thrown) {
        if (!asked && thrown instanceof ApiProblem && thrown.code === 'code_required') return credentials;
        throw thrown;
      }
    },
    done: async (needsCode) => {
      if (needsCode) {
        setAsked(needsCode);
        return;
      }
      forgetPerson(queryClient);
      const who = await queryClient.query({ ...meQuery, staleTime: 0 });
      // What somebody else left unsaved in this browser is not for the next one.
      forgetKept(who?.person.id);
      await navigate(next, { replace: true });
    },
  });

  if (me && !state.pending) return <Navigate to={next} replace />;

  if (asked) {
    return (
      <Page title="Sign in: second step">
        <CodeStep
          sofar={`The password for ${asked.email} is right.`}
          shown={shown}
          onChange={setShown}
          state={state}
          onSubmit={() => void submit(asked)}
          onBack={() => {
            setAsked(undefined);
            setShown(nothingShown);
          }}
        />
      </Page>
    );
  }
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
          <p>
            <Link to="/forgotten-password">Forgotten your password?</Link>
          </p>
          <WaysIn email={email} next={next} />
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
