import { useState } from 'react';
import { useSubmission } from '@/api/submit';
import { findPatientData, Form, LongTextField, SubmitButton, TextField } from '@/design';

interface Shape {
  name: string;
  shape: string;
}

interface PatternFormProps {
  title?: string;
  label: string;
  known?: Shape;
  send: (body: Shape, idempotencyKey: string) => Promise<unknown>;
  done: () => Promise<void> | void;
}

/** The form of a pattern of hospital numbers, with a box to try it before it is saved. */
export function PatternForm({ title, label, known = { name: '', shape: '' }, send, done }: PatternFormProps) {
  const [name, setName] = useState(known.name);
  const [shape, setShape] = useState(known.shape);
  const [example, setExample] = useState('');
  const { submit, ...state } = useSubmission({
    send,
    done: async () => {
      setName(known.name);
      setShape(known.shape);
      setExample('');
      await done();
    },
  });
  const found = findPatientData(example, [{ name, shape }]).filter(({ kind }) => kind === 'hospital_number');
  return (
    <Form {...state} onSubmit={() => void submit({ name, shape })}>
      {title ? <h3 className="nhsuk-heading-s">{title}</h3> : null}
      <TextField name="name" label="Name" hint="What your staff call the number" value={name} onChange={setName} />
      <TextField
        name="shape"
        label="Pattern"
        hint="# is a digit, @ a letter, ? either; a part in (brackets) may be missing; a space is a space, dash, slash, point or nothing. For example NM ######(@)"
        value={shape}
        onChange={setShape}
      />
      <LongTextField
        name="example"
        label="Try it (optional)"
        hint="Type an invented number. It stays on this page."
        value={example}
        onChange={setExample}
        rows={2}
      />
      <p role="status">
        {example === ''
          ? ''
          : found.length === 0
            ? 'The pattern finds nothing in it.'
            : `The pattern finds: ${found.map(({ start, end }) => example.slice(start, end)).join(', ')}`}
      </p>
      <SubmitButton pending={state.pending}>{label}</SubmitButton>
    </Form>
  );
}
