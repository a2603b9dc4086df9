import { useId } from 'react';
import type { Choice } from './fields';

interface FilterSelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  choices: Choice[];
}

/** A choice beside a table's search box that narrows its rows at once. */
export function FilterSelect({ label, value, onChange, choices }: FilterSelectProps) {
  const id = useId();
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <select
        className="nhsuk-select"
        id={id}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
