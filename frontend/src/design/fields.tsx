import { Checkboxes, PasswordInput, Radios, Select, TextInput, Textarea } from 'nhsuk-react-components';
import type { ReactNode } from 'react';
import { idOf, useField } from './formContext';
import { FieldFindings } from './patientdata/FieldFindings';

interface FieldProps<T> {
  /** The name the API knows the answer by. */
  name: string;
  label: string;
  hint?: string;
  value: T;
  onChange: (value: T) => void;
}

interface TextFieldProps extends FieldProps<string> {
  type?: 'text' | 'email' | 'search' | 'url';
  autoComplete?: string;
  /** Width in characters, for answers of a known length. */
  width?: '2' | '3' | '4' | '5' | '10' | '20' | '30';
  numeric?: boolean;
  suffix?: string;
}

/** A short answer. */
export function TextField({ name, label, hint, value, onChange, numeric, width, ...rest }: TextFieldProps) {
  const { id, error } = useField(name);
  return (
    <>
      <TextInput
        id={id}
        name={name}
        label={label}
        hint={hint}
        error={error}
        value={value}
        width={width === undefined ? undefined : (Number(width) as 2 | 3 | 4 | 5 | 10 | 20 | 30)}
        inputMode={numeric ? 'numeric' : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...rest}
      />
      <FieldFindings name={name} value={value} />
    </>
  );
}

/** A password, hidden unless the person shows it. */
export function PasswordField({
  name,
  label,
  hint,
  value,
  onChange,
  fresh = false,
}: FieldProps<string> & {
  /** A password that is chosen now, which the browser may propose and keep. */
  fresh?: boolean;
}) {
  const { id, error } = useField(name);
  return (
    <PasswordInput
      id={id}
      name={name}
      label={label}
      hint={hint}
      error={error}
      value={value}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A longer answer. */
export function LongTextField({
  name,
  label,
  hint,
  value,
  onChange,
  rows = 5,
}: FieldProps<string> & { rows?: number }) {
  const { id, error } = useField(name);
  return (
    <>
      <Textarea
        id={id}
        name={name}
        label={label}
        hint={hint}
        error={error}
        value={value}
        rows={rows}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <FieldFindings name={name} value={value} />
    </>
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

/** One of many, from a drop-down. */
export function SelectField({
  name,
  label,
  hint,
  value,
  onChange,
  choices,
  placeholder,
}: FieldProps<string> & { choices: Choice[]; placeholder?: string }) {
  const { id, error } = useField(name);
  return (
    <Select
      id={id}
      name={name}
      label={label}
      hint={hint}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {placeholder === undefined ? null : <Select.Option value="">{placeholder}</Select.Option>}
      {choices.map((choice) => (
        <Select.Option key={choice.value} value={choice.value}>
          {choice.label}
        </Select.Option>
      ))}
    </Select>
  );
}

interface ChoicesProps<T> extends FieldProps<T> {
  choices: (Choice & { more?: ReactNode })[];
}

/** One of a few, all in sight. */
export function RadiosField({ name, label, hint, value, onChange, choices }: ChoicesProps<string>) {
  const first = `${idOf(name)}-1`;
  const { id, error } = useField(name, first);
  return (
    <Radios
      id={id}
      name={name}
      idPrefix={id}
      legend={label}
      legendProps={{ size: 's' }}
      hint={hint}
      error={error}
    >
      {choices.map((choice, index) => (
        <Radios.Item
          key={choice.value}
          id={`${id}-${index + 1}`}
          value={choice.value}
          hint={choice.hint}
          checked={value === choice.value}
          onChange={() => onChange(choice.value)}
        >
          {choice.label}
        </Radios.Item>
      ))}
    </Radios>
  );
}

/** Any number of a few, all in sight. */
export function CheckboxesField({ name, label, hint, value, onChange, choices }: ChoicesProps<string[]>) {
  const first = `${idOf(name)}-1`;
  const { id, error } = useField(name, first);
  return (
    <Checkboxes
      id={id}
      name={name}
      idPrefix={id}
      legend={label}
      legendProps={{ size: 's' }}
      hint={hint}
      error={error}
    >
      {choices.map((choice, index) => (
        <Checkboxes.Item
          key={choice.value}
          id={`${id}-${index + 1}`}
          value={choice.value}
          hint={choice.hint}
          checked={value.includes(choice.value)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? [...value, choice.value]
                : value.filter((chosen) => chosen !== choice.value),
            )
          }
        >
          {choice.label}
        </Checkboxes.Item>
      ))}
    </Checkboxes>
  );
}

