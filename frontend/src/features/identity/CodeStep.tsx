import { Button } from 'nhsuk-react-components';
import { useEffect, useRef } from 'react';
import type { FormProblems } from '@/api/problem';
import type { Submission } from '@/api/submit';
import { Form, SubmitButton, TextField } from '@/design';

/** How somebody shows the second step: by the app, or by a code on paper. */
export interface Shown {
  by: 'code' | 'recoveryCode';
  value: string;
}

export const nothingShown: Shown = { by: 'code', value: '' };

/** What is sent of it. */
export function shownBody({ by, value }: Shown): { code?: string; recoveryCode?: string } {
  return by === 'code' ? { code: value } : { recoveryCode: value };
}

/** What is missing, as the form says it. */
export function shownProblem({ by, value }: Shown) {
  if (value.trim() !== '') return [];
  return [
    {
      name: by,
      message: by === 'code' ? 'Enter the code that your authenticator app shows' : 'Enter one of your recovery codes',
    },
  ];
}

/** What is wrong with what is on the page: a refused code is no news any more to somebody who changed over to a code on paper. */
export function shownProblems(problems: FormProblems | undefined, { by }: Shown): FormProblems | undefined {
  const fields = problems?.fields.filter(({ name }) => name !== (by === 'code' ? 'recoveryCode' : 'code')) ?? [];
  return problems && fields.length + problems.general.length > 0 ? { ...problems, fields } : undefined;
}

interface ShownFieldProps {
  shown: Shown;
  onChange: (shown: Shown) => void;
}

/** Asks for the code of the app, or for one on paper instead. */
export function ShownField({ shown: { by, value }, onChange }: ShownFieldProps) {
  return (
    <>
      {by === 'code' ? (
        <TextField
          key="code"
          name="code"
          label="Code"
          hint="The 6 figures that your authenticator app shows for Bandwise"
          width="10"
          numeric
          autoComplete="one-time-code"
          value={value}
          onChange={(typed) => onChange({ by, value: typed })}
        />
      ) : (
        <TextField
          key="recoveryCode"
          name="recoveryCode"
          label="Recovery code"
          hint="16 letters and figures. Each code works once."
          width="30"
          autoComplete="off"
          value={value}
          onChange={(typed) => onChange({ by, value: typed })}
        />
      )}
      <p>
        <Button
          type="button"
          secondary
          small
          onClick={() => onChange({ by: by === 'code' ? 'recoveryCode' : 'code', value: '' })}
        >
          {by === 'code' ? 'Use a recovery code instead' : 'Use the authenticator app instead'}
        </Button>
      </p>
    </>
  );
}

interface CodeStepProps extends ShownFieldProps {
  /** What was shown already. */
  sofar: string;
  state: Omit<Submission<unknown>, 'submit'>;
  onSubmit: () => void;
  onBack: () => void;
}

/** The second step of a sign-in, once the first was right. */
export function CodeStep({ sofar, shown, onChange, state, onSubmit, onBack }: CodeStepProps) {
  const step = useRef<HTMLDivElement>(null);
  useEffect(() => step.current?.querySelector('input')?.focus(), [shown.by]);
  return (
    <div ref={step}>
      <Form {...state} problems={shownProblems(state.problems, shown)} onSubmit={onSubmit}>
        <p className="bw-any">{sofar} One step is left.</p>
        <ShownField shown={shown} onChange={onChange} />
        <SubmitButton pending={state.pending}>Sign in</SubmitButton>
        <p>
          If you have lost both the app and your recovery codes, ask an administrator to reset the second step.
        </p>
        <Button type="button" secondary onClick={onBack}>
          Sign in as somebody else
        </Button>
      </Form>
    </div>
  );
}
