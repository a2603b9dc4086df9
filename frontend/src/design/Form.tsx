import { Button, ErrorSummary } from 'nhsuk-react-components';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { belongsTo, FormContext, isField } from './formContext';
import { FoundPassages } from './patientdata/FoundPassages';
import type { FoundPassage } from './patientdata/passages';

/** What a form shows of its last attempt. */
export interface FormState {
  problems?: { fields: { name: string; message: string }[]; general: string[]; findings?: FoundPassage[] };
  /** Counts the attempts that were refused; a new one moves the focus to the summary again. */
  attempt?: number;
  pending?: boolean;
}

interface FormProps extends FormState {
  onSubmit: () => void;
  /** Sentences that stand by their fields alone, for what is found while somebody types: they never take the focus. */
  notices?: FormState['problems'];
  children: ReactNode;
}

/**
 * A form with the NHS error summary: it names every problem, links each to its field, takes the
 * focus when it appears. What was typed belongs to the page and is never cleared by a refusal.
 */
export function Form({ problems, attempt = 0, pending = false, onSubmit, notices, children }: FormProps) {
  const [targets, setTargets] = useState<ReadonlyMap<string, string>>(new Map());

  const announce = useCallback((name: string, elementId: string) => {
    setTargets((known) => new Map(known).set(name, elementId));
  }, []);
  const withdraw = useCallback((name: string) => {
    setTargets((known) => {
      const left = new Map(known);
      left.delete(name);
      return left;
    });
  }, []);

  const context = useMemo(
    () => ({
      problemOf: (name: string) =>
        [...(problems?.fields ?? []), ...(notices?.fields ?? [])].find((field) => belongsTo(field.name, name))?.message,
      // Saving while one types and the last attempt may have found the same.
      findingsOf: (name: string) =>
        [problems, notices]
          .map((source) => source?.findings?.filter(({ field }) => isField(field, name)) ?? [])
          .find((found) => found.length > 0) ?? [],
      announce,
      withdraw,
    }),
    [problems, notices, announce, withdraw],
  );

  // A text without a field of its own on this page shows what was found in it here.
  const elsewhere = problems?.findings?.filter(({ field }) => ![...targets.keys()].some((name) => isField(field, name)));

  return (
    <FormContext.Provider value={context}>
      {problems ? <Problems key={attempt} problems={problems} targets={targets} /> : null}
      {elsewhere && elsewhere.length > 0 ? <FoundPassages passages={elsewhere} next="Now save again." /> : null}
      <form
        noValidate
        aria-busy={pending}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </FormContext.Provider>
  );
}

interface ProblemsProps {
  problems: NonNullable<FormState['problems']>;
  targets: ReadonlyMap<string, string>;
}

function Problems({ problems, targets }: ProblemsProps) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = summary.current;
    if (!element) return;
    element.tabIndex = -1;
    element.focus();
  }, []);

  return (
    <ErrorSummary ref={summary} disableAutoFocus>
      <ErrorSummary.Title>There is a problem</ErrorSummary.Title>
      <ErrorSummary.List>
        {problems.general.map((sentence) => (
          <ErrorSummary.ListItem key={sentence}>{sentence}</ErrorSummary.ListItem>
        ))}
        {problems.fields.map(({ name, message }) => {
          const target = [...targets].find(([field]) => belongsTo(name, field))?.[1];
          return (
            <ErrorSummary.ListItem key={`${name} ${message}`} href={target ? `#${target}` : undefined}>
              {message}
            </ErrorSummary.ListItem>
          );
        })}
      </ErrorSummary.List>
    </ErrorSummary>
  );
}

interface SubmitButtonProps {
  children: ReactNode;
  pending?: boolean;
  secondary?: boolean;
  warning?: boolean;
}

/**
 * The button that sends a form. While the form is under way it stays focusable and says so; the
 * form itself ignores a second press.
 */
export function SubmitButton({ children, pending = false, secondary, warning }: SubmitButtonProps) {
  return (
    <>
      <Button type="submit" secondary={secondary} warning={warning} aria-disabled={pending || undefined}>
        {children}
      </Button>
      <span role="status" className="nhsuk-u-visually-hidden">
        {pending ? 'Sending' : ''}
      </span>
    </>
  );
}
