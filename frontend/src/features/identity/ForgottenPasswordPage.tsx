import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, Page, SubmitButton, TextField } from '@/design';
import { sessionOptionsQuery } from '@/session/queries';

const signInCrumb = { label: 'Sign in', href: '/sign-in' };

/** The way to a new password for somebody who forgot it. */
export function ForgottenPasswordPage() {
  const query = useQuery(sessionOptionsQuery);
  const [askedFor, setAskedFor] = useState('');
  return (
    <Page
      key={askedFor === '' ? 'asking' : 'asked'}
      title={askedFor === '' ? 'Forgotten your password?' : 'Look at your letters'}
      breadcrumbs={[signInCrumb]}
    >
      <Loaded query={query} what="how passwords are replaced here">
        {({ resetByMail }) =>
          !resetByMail ? <ByAdministrator /> : askedFor === '' ? <Asking onAsked={setAskedFor} /> : <Asked email={askedFor} />
        }
      </Loaded>
    </Page>
  );
}

function ByAdministrator() {
  return (
    <>
      <p>Ask an administrator of your organisation for a link by which you choose a new password.</p>
      <p>Bandwise sends no letters here, so it cannot send you one itself.</p>
    </>
  );
}

function Asking({ onAsked }: { onAsked: (email: string) => void }) {
  const [email, setEmail] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (email.trim() === '' ? [{ name: 'email', message: 'Enter your e-mail address' }] : []),
    send: () => answer(api.POST('/password-resets', { body: { email } })),
    done: () => onAsked(email.trim()),
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>We send you a letter by e-mail with a link by which you choose a new password.</p>
      <TextField
        name="email"
        label="E-mail address"
        hint="The one that you sign in with"
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
      />
      <SubmitButton pending={state.pending}>Send the letter</SubmitButton>
    </Form>
  );
}

function Asked({ email }: { email: string }) {
  return (
    <>
      <p className="bw-any">
        If somebody signs in here with {email}, a letter is on its way. Its link works once, for an hour.
      </p>
      <p>If nothing comes within ten minutes, look among unwanted mail, or ask an administrator of your organisation.</p>
      <p>
        <Link to="/sign-in">Back to sign in</Link>
      </p>
    </>
  );
}
