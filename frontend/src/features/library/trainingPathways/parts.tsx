import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import type { FormProblems } from '@/api/problem';
import { DateField, EmptyState, LoadedPage, Page, SelectField, TextField } from '@/design';
import { trainingVersionQuery } from './queries';
import { baseCrumbs, boxesOf, crumbsOfVersion, periodBoth, periodOf, rawDate, rawParts, type TrainingVersion, unitChoices } from './words';

interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}

/** A period as a number and a unit; beneath it what it is in words and as it is kept. */
export function PeriodField({ name, label, hint, value, onChange }: FieldProps) {
  const [unit, setUnit] = useState(boxesOf(value).unit);
  const { count } = boxesOf(value);
  const both = periodBoth(value);
  return (
    <div className="bw-period">
      <TextField
        name={name}
        label={label}
        hint={[hint, both].filter(Boolean).join('. ') || undefined}
        width="5"
        value={count}
        onChange={(typed) => onChange(periodOf(typed, unit))}
      />
      <SelectField
        name={`${name}Unit`}
        label={`Unit of: ${label.toLowerCase()}`}
        value={unit}
        onChange={(chosen) => {
          setUnit(chosen);
          onChange(periodOf(count, chosen));
        }}
        choices={unitChoices}
      />
    </div>
  );
}

/** A date that is kept even where it is none. */
export function KeptDateField({ name, label, hint, value, onChange }: FieldProps) {
  const [parts, setParts] = useState(() => rawParts(value));
  return (
    <DateField
      name={name}
      label={label}
      hint={hint}
      value={parts}
      onChange={(typed) => {
        setParts(typed);
        onChange(rawDate(typed));
      }}
    />
  );
}

interface ListProps<T> {
  items: T[];
  onChange: (items: T[]) => void;
  /** What an item is called: "Paper". */
  called: string;
  fresh: T;
  fields: (item: T, index: number, set: (part: Partial<T>) => void) => ReactNode;
}

/** The items of a list, each with its fields, to change, remove and add to. */
export function ItemList<T>({ items, onChange, called, fresh, fields }: ListProps<T>) {
  const [keys, setKeys] = useState(() => items.map((_, index) => index));
  return (
    <div>
      {items.map((item, index) => (
        <fieldset className="nhsuk-fieldset bw-item" key={keys[index]}>
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
            {called} {index + 1}
          </legend>
          {fields(item, index, (part) => onChange(items.map((one, i) => (i === index ? { ...one, ...part } : one))))}
          <Button
            type="button"
            secondary
            small
            onClick={() => {
              onChange(items.filter((_, i) => i !== index));
              setKeys(keys.filter((_, i) => i !== index));
            }}
          >
            Remove <span className="nhsuk-u-visually-hidden">{`${called.toLowerCase()} ${index + 1}`}</span>
          </Button>
        </fieldset>
      ))}
      <Button
        type="button"
        secondary
        onClick={() => {
          onChange([...items, fresh]);
          setKeys([...keys, Math.max(-1, ...keys) + 1]);
        }}
      >
        Add {called.toLowerCase()}
      </Button>
    </div>
  );
}

/** Reads the version of the address and shows a page about it; a page that changes it only for a draft. */
export function VersionFrame({
  title,
  edits = false,
  children,
}: {
  title: string;
  edits?: boolean;
  children: (version: TrainingVersion) => ReactNode;
}) {
  const { versionId = '' } = useParams();
  const query = useQuery(trainingVersionQuery(versionId));
  return (
    <LoadedPage query={query} what="the version" title={title} breadcrumbs={baseCrumbs}>
      {(version) => (
        <Page title={title} caption={version.title} breadcrumbs={crumbsOfVersion(version)}>
          {edits && !version.mayEdit ? (
            <EmptyState title="This version cannot be changed.">
              <p>Only the standards lead changes a pathway, and only while it is a draft.</p>
            </EmptyState>
          ) : (
            children(version)
          )}
        </Page>
      )}
    </LoadedPage>
  );
}

/** What a form shows: its own refusal, else what is wrong with the part as it is kept. */
export function shown(state: { problems: FormProblems | undefined }, kept: { name: string; message: string }[]) {
  return state.problems ?? (kept.length > 0 ? { fields: kept, general: [] } : undefined);
}
