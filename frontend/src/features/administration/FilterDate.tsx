import { useId } from 'react';

interface FilterDateProps {
  label: string;
  /** As addresses carry it, "2027-03-14"; empty for none. */
  value: string;
  onChange: (value: string) => void;
  problem?: string;
}

/** A day beside a table's other choices that narrows its rows at once. */
export function FilterDate({ label, value, onChange, problem }: FilterDateProps) {
  const id = useId();
  return (
    <div className={`nhsuk-form-group${problem ? ' nhsuk-form-group--error' : ''}`}>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <span role="alert">
        {problem ? (
          <span className="nhsuk-error-message" id={`${id}-problem`}>
            {problem}
          </span>
        ) : null}
      </span>
      <input
        className="nhsuk-input"
        id={id}
        type="date"
        value={value}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
