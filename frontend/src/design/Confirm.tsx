import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Form, type FormState, SubmitButton } from './Form';
import { Page } from './Page';

interface ConfirmProps extends FormState {
  /** The question: "Withdraw this claim?" */
  question: string;
  /** What will happen, and that it cannot be undone. */
  children: ReactNode;
  /** The button says what it does: "Withdraw the claim". */
  confirm: string;
  onConfirm: () => void;
  /** The way back without doing it. */
  back: { label: string; href: string };
}

/** A page that asks before something that cannot be undone. */
export function Confirm({ question, children, confirm, onConfirm, back, ...state }: ConfirmProps) {
  return (
    <Page title={question}>
      <Form {...state} onSubmit={onConfirm}>
        {children}
        <div className="nhsuk-button-group">
          <SubmitButton warning pending={state.pending}>
            {confirm}
          </SubmitButton>
          <Link to={back.href}>{back.label}</Link>
        </div>
      </Form>
    </Page>
  );
}
