import { type ReactNode, useState } from 'react';
import type { components } from '@/api/schema';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import type { FieldProblem } from '@/api/problem';
import { CheckboxesField, Form, LongTextField, PasswordField, SubmitButton, TextField, useDone } from '@/design';
import { signInCrumb } from './words';

type Provider = components['schemas']['SignInProvider'];
type Input = components['schemas']['SignInProviderInput'];

interface SignInProviderFormProps {
  /** What there is, when it is changed. */
  known?: Provider;
  newest?: ReactNode;
  label: string;
  saved: (provider: Provider) => string;
  send: (body: Input) => Promise<Provider>;
}

function missing({ label, issuer, clientId }: Input): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (label.trim() === '') problems.push({ name: 'label', message: 'Enter what the button says' });
  if (issuer.trim() === '') problems.push({ name: 'issuer', message: 'Enter the provider’s issuer' });
  if (clientId.trim() === '') problems.push({ name: 'clientId', message: 'Enter the client ID' });
  return problems;
}

/** How the organisation's provider is used. */
export function SignInProviderForm({ known, newest, label: button, saved, send }: SignInProviderFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [label, setLabel] = useState(known?.label ?? '');
  const [issuer, setIssuer] = useState(known?.issuer ?? '');
  const [clientId, setClientId] = useState(known?.clientId ?? '');
  const [secret, setSecret] = useState('');
  const [domains, setDomains] = useState(known?.domains.join('\n') ?? '');
  const [rules, setRules] = useState(() =>
    known
      ? [known.enabled ? 'enabled' : '', known.makesPeople ? 'makesPeople' : '', known.factorCounts ? 'factorCounts' : ''].filter(
          (rule) => rule !== '',
        )
      : ['enabled'],
  );
  const { submit, ...state } = useSubmission({
    check: missing,
    send,
    done: async (provider) => {
      await refresh();
      await done(known ? signInCrumb.href : `${signInCrumb.href}/${provider.id}`, saved(provider));
    },
  });
  const body = (): Input => ({
    label,
    issuer: known?.issuer ?? issuer,
    clientId,
    secret: secret === '' ? undefined : secret,
    domains: domains.split(/\s+/).filter((domain) => domain !== ''),
    enabled: rules.includes('enabled'),
    makesPeople: rules.includes('makesPeople'),
    factorCounts: rules.includes('factorCounts'),
  });
  return (
    <Form {...state} onSubmit={() => void submit(body())}>
      {newest}
      <TextField
        name="label"
        label="What the button says"
        hint="After “Sign in with”, such as the name of your organisation"
        value={label}
        onChange={setLabel}
      />
      {known ? null : (
        <TextField
          name="issuer"
          label="Issuer"
          hint="The address by which the provider calls itself. It cannot be changed later."
          value={issuer}
          onChange={setIssuer}
        />
      )}
      <TextField name="clientId" label="Client ID" value={clientId} onChange={setClientId} />
      <PasswordField
        name="secret"
        label="Client secret"
        hint={known?.hasSecret ? 'Leave it empty to keep the one that there is' : 'Leave it empty for a public client'}
        value={secret}
        onChange={setSecret}
        fresh
      />
      <LongTextField
        name="domains"
        label="Domains of e-mail addresses"
        hint="One a line, such as trust.nhs.uk. By them people find the button, and new people are taken up."
        rows={3}
        value={domains}
        onChange={setDomains}
      />
      <CheckboxesField
        name="rules"
        label="How it is used"
        value={rules}
        onChange={setRules}
        choices={[
          { value: 'enabled', label: 'It is on', hint: 'When it is switched off, the sessions that it opened end' },
          {
            value: 'makesPeople',
            label: 'Take up people who are not known',
            hint: 'Only with an address of the domains that the provider has confirmed. They begin without a post and without roles.',
          },
          {
            value: 'factorCounts',
            label: 'Its second step counts here',
            hint: 'When the provider tells of one. Otherwise Bandwise asks for its own where a role needs it.',
          },
        ]}
      />
      <SubmitButton pending={state.pending}>{button}</SubmitButton>
    </Form>
  );
}
