import { createContext, useContext, useEffect } from 'react';
import type { FoundPassage } from './patientdata/passages';

interface FormContextValue {
  /** The sentence by a field, if it has one. */
  problemOf: (name: string) => string | undefined;
  /** What looks like a patient's data in a field. */
  findingsOf?: (name: string) => FoundPassage[];
  /** A field says which element takes the focus for it. */
  announce: (name: string, elementId: string) => void;
  withdraw: (name: string) => void;
}

export const FormContext = createContext<FormContextValue>({
  problemOf: () => undefined,
  announce: () => undefined,
  withdraw: () => undefined,
});

/** The element id of a field: made from its name, so that links to it can be built. */
export function idOf(name: string): string {
  return `field-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
}

/** Joins a field to its form: gives its sentence, and tells the form where the field's focus is. */
export function useField(name: string, focusId = idOf(name)): { id: string; error: string | undefined } {
  const { problemOf, announce, withdraw } = useContext(FormContext);
  useEffect(() => {
    announce(name, focusId);
    return () => withdraw(name);
  }, [name, focusId, announce, withdraw]);
  return { id: idOf(name), error: problemOf(name) };
}

/** A name in one spelling: "links[0].url" and "links/0/url" are "links.0.url". */
function spelt(name: string): string {
  return name.replaceAll(/\[(\d+)\]/g, '.$1').replaceAll('/', '.');
}

/** Whether a problem's name belongs to a field: "links[0].url" belongs to "links" too. */
export function belongsTo(problemName: string, fieldName: string): boolean {
  const problem = spelt(problemName);
  const field = spelt(fieldName);
  return problem === field || problem.startsWith(`${field}.`);
}

/** Whether two names are those of one field, however they are spelt. */
export function isField(one: string, other: string): boolean {
  return spelt(one) === spelt(other);
}
