import { type ReactNode, useState } from 'react';
import type { FieldProblem } from '@/api/problem';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { DateField, dateProblem, Form, isoOf, LongTextField, noDate, partsOf, SubmitButton, useToday } from '@/design';
import type { Cover } from './covers';

type Asked = components['schemas']['NewCover'];

interface CoverFormProps {
  /** The field in which the colleague is chosen. */
  colleague: ReactNode;
  coveringId: string;
  send: (asked: Asked, key: string) => Promise<Cover>;
  done: (cover: Cover) => Promise<void>;
}

/** From when to when a colleague stands in. */
export function CoverForm({ colleague, coveringId, send, done }: CoverFormProps) {
  const today = useToday();
  const [startsOn, setStartsOn] = useState(partsOf(today));
  const [endsOn, setEndsOn] = useState(noDate);
  const [note, setNote] = useState('');
  const wrongStart = dateProblem('The first day', startsOn, { required: true });
  const wrongEnd = dateProblem('The last day', endsOn, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (coveringId === '') problems.push({ name: 'coveringId', message: 'Choose the colleague who stands in' });
    if (wrongStart) problems.push({ name: 'startsOn', message: wrongStart.message });
    if (wrongEnd) problems.push({ name: 'endsOn', message: wrongEnd.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      send({ coveringId, startsOn: isoOf(startsOn) ?? '', endsOn: isoOf(endsOn) ?? '', note: note.trim() || undefined }, key),
    done,
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      {colleague}
      <DateField name="startsOn" label="First day" value={startsOn} onChange={setStartsOn} wrong={wrongStart?.parts} />
      <DateField
        name="endsOn"
        label="Last day"
        hint="It ends by itself after this day, 90 days after the first at the latest"
        value={endsOn}
        onChange={setEndsOn}
        wrong={wrongEnd?.parts}
      />
      <LongTextField name="note" label="Note (optional)" hint="Only the person away and the colleague who stands in read it" value={note} onChange={setNote} rows={3} />
      <SubmitButton pending={state.pending}>Set the cover</SubmitButton>
    </Form>
  );
}
