import { DateInput } from 'nhsuk-react-components';
import type { ChangeEvent } from 'react';
import type { DatePart, DateParts } from './dates';
import { idOf, useField } from './formContext';

interface DateFieldProps {
  name: string;
  label: string;
  hint?: string;
  value: DateParts;
  onChange: (value: DateParts) => void;
  /** The boxes to mark when the field has a problem; all of them when left out. */
  wrong?: DatePart[];
}

const parts: DatePart[] = ['day', 'month', 'year'];
const boxes = { day: DateInput.Day, month: DateInput.Month, year: DateInput.Year };

/** A date in three boxes, as the NHS asks for dates that people know. */
export function DateField({ name, label, hint, value, onChange, wrong = parts }: DateFieldProps) {
  const firstWrong = wrong[0] ?? 'day';
  const { id, error } = useField(name, `${idOf(name)}-${firstWrong}`);
  return (
    <DateInput id={id} name={name} legend={label} legendProps={{ size: 's' }} hint={hint} error={error}>
      {parts.map((part) => {
        const Box = boxes[part];
        return (
          <Box
            key={part}
            value={value[part]}
            error={error !== undefined && wrong.includes(part) ? error : false}
            onChange={(event: ChangeEvent<HTMLInputElement>) => {
              // The group would answer with the date as it was first shown.
              event.stopPropagation();
              onChange({ ...value, [part]: event.target.value });
            }}
          />
        );
      })}
    </DateInput>
  );
}
