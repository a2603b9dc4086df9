import { useState } from 'react';
import { Button } from 'nhsuk-react-components';
import { DateField, dateProblem, Form, isoOf, partsOf } from '@/design';
import type { FormProblems } from '@/api/problem';

/** Asks for the day that a preview reckons with. */
export function DayForm({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const [parts, setParts] = useState(partsOf(day));
  const [problems, setProblems] = useState<FormProblems>();
  const [attempt, setAttempt] = useState(0);
  const wrong = dateProblem('The day', parts, { required: true });
  function show() {
    const iso = isoOf(parts);
    if (wrong || iso === undefined) {
      setProblems({ fields: [{ name: 'on', message: wrong?.message ?? 'Enter a day' }], general: [] });
      setAttempt(attempt + 1);
      return;
    }
    setProblems(undefined);
    onDay(iso);
  }
  return (
    <Form problems={problems} pending={false} attempt={attempt} onSubmit={show}>
      <DateField name="on" label="On which day?" value={parts} onChange={setParts} wrong={wrong?.parts} />
      <Button secondary type="submit">
        Show this day
      </Button>
    </Form>
  );
}
