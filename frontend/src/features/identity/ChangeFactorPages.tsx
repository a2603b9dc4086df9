import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Form, Page, PasswordField, SubmitButton, useDone } from '@/design';
import { nothingShown, shownBody, ShownField, shownProblem, shownProblems } from './CodeStep';
import { RecoveryCodes } from './RecoveryCodes';
import { accountCrumb, factorCrumb } from './SecondFactorPage';

/** The password and a code, which both pages ask for again. */
function useShownAgain() {
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(nothingShown);
  return {
    shown,
    body: { password, ...shownBody(shown) },
    check: () => [
      ...(password === '' ? [{ name: 'password', message: 'Enter your password' }] : []),
      ...shownProblem(shown),
    ],
    fields: (
      <>
        <PasswordField name="password" label="Your password" value={password} onChange={setPassword} />
        <ShownField shown={shown} onChange={setShown} />
      </>
    ),
  };
}

/** Removes the second step. */
export function RemoveFactorPage() {
  const { shown, body, check, fields } = useShownAgain();
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check,
    send: () => answer(api.POST('/me/second-factor/remove', { body })),
    done: async () => {
      await refresh();
      await done(factorCrumb.href, 'The second step is removed. You are signed out everywhere else.');
    },
  });
  return (
    <Confirm
      {...state}
      problems={shownProblems(state.problems, shown)}
      question="Remove the second step?"
      confirm="Remove the second step"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: factorCrumb.href }}
    >
      <p>The app’s codes and the recovery codes are then worth nothing, and your password alone signs you in.</p>
      {fields}
    </Confirm>
  );
}

/** Makes new recovery codes in place of the old ones. */
export function NewRecoveryCodesPage() {
  const { shown, body, check, fields } = useShownAgain();
  const refresh = useRefresh();
  const [codes, setCodes] = useState<string[]>();
  const { submit, ...state } = useSubmission({
    check,
    send: () => answer(api.POST('/me/second-factor/recovery-codes', { body })),
    done: async (made) => {
      setCodes(made.codes);
      await refresh();
    },
  });
  return (
    <Page
      key={codes ? 'made' : 'asking'}
      title={codes ? 'Your new recovery codes' : 'Make new recovery codes'}
      breadcrumbs={[accountCrumb, factorCrumb]}
    >
      {codes ? (
        <RecoveryCodes codes={codes} next={factorCrumb.href} />
      ) : (
        <Form {...state} problems={shownProblems(state.problems, shown)} onSubmit={() => void submit(undefined)}>
          <p>The recovery codes that you have now are then worth nothing.</p>
          {fields}
          <SubmitButton pending={state.pending}>Make new codes</SubmitButton>
        </Form>
      )}
    </Page>
  );
}
