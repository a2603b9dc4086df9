import { Button } from 'nhsuk-react-components';
import { type ReactNode, useRef, useState } from 'react';
import { LongTextField, SelectField, TextField } from '@/design';
import type { Role } from '../types';
import { frequencyWord, presenceWord } from '../words';
import { criteriaOf, dutiesOf, hazardsOf, sectionsOf } from './edits';
import { RoleForm, RoleFrame } from './RoleForm';
import { factorChoices, importanceChoices } from './words';

interface ItemsProps<T> {
  items: T[];
  setItems: (items: T[]) => void;
  /** What an item is called: "Duty", so that the third is "Duty 3". */
  called: string;
  fresh: T;
  fields: (item: T, index: number, set: (part: Partial<T>) => void) => ReactNode;
}

/** The items of a list, each with its fields, to change, remove and add to. */
function Items<T>({ items, setItems, called, fresh, fields }: ItemsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  // A key that stays with an item while those above it are removed.
  const [keys, setKeys] = useState(() => items.map((_, index) => index));
  const next = useRef(items.length);
  return (
    <div ref={list}>
      {items.map((item, index) => (
        <fieldset className="nhsuk-fieldset bw-item" key={keys[index]} tabIndex={-1}>
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
            {called} {index + 1}
          </legend>
          {fields(item, index, (part) => setItems(items.map((one, i) => (i === index ? { ...one, ...part } : one))))}
          <Button
            type="button"
            secondary
            small
            onClick={() => {
              setItems(items.filter((_, i) => i !== index));
              setKeys(keys.filter((_, i) => i !== index));
            }}
          >
            Remove <span className="nhsuk-u-visually-hidden">{`${called} ${index + 1}`}</span>
          </Button>
        </fieldset>
      ))}
      <p role="status" className="bw-small">
        {items.length === 0 ? `None yet.` : `${items.length} in all.`}
      </p>
      <Button
        type="button"
        secondary
        onClick={() => {
          setItems([...items, fresh]);
          setKeys([...keys, next.current]);
          next.current += 1;
          // The new item's first field, once it is there.
          setTimeout(() => list.current?.querySelector<HTMLElement>('fieldset:last-of-type')?.focus(), 0);
        }}
      >
        Add {called.toLowerCase()}
      </Button>
    </div>
  );
}

export function EditDutiesPage() {
  return <RoleFrame title="Edit the duties">{(role) => <DutiesForm role={role} />}</RoleFrame>;
}

function DutiesForm({ role }: { role: Role }) {
  const [duties, setDuties] = useState(dutiesOf(role));
  const last = duties.at(-1);
  return (
    <RoleForm role={role} view="duties" change={() => ({ duties })}>
      <Items
        items={duties}
        setItems={setDuties}
        called="Duty"
        fresh={{ heading: last?.heading ?? '', factor: last?.factor ?? 0, text: '' }}
        fields={(duty, index, set) => (
          <>
            <LongTextField
              name={`duties[${index}].text`}
              label="Duty"
              rows={3}
              value={duty.text}
              onChange={(text) => set({ text })}
            />
            <TextField
              name={`duties[${index}].heading`}
              label="Heading"
              value={duty.heading ?? ''}
              onChange={(heading) => set({ heading })}
            />
            <SelectField
              name={`duties[${index}].factor`}
              label="Job evaluation factor"
              value={`${duty.factor ?? 0}`}
              onChange={(factor) => set({ factor: Number(factor) })}
              choices={factorChoices}
            />
          </>
        )}
      />
    </RoleForm>
  );
}

export function EditSpecificationPage() {
  return <RoleFrame title="Edit the person specification">{(role) => <SpecificationForm role={role} />}</RoleFrame>;
}

function SpecificationForm({ role }: { role: Role }) {
  const [criteria, setCriteria] = useState(criteriaOf(role));
  const unstated = { value: 'not_stated', label: 'Not stated by the document' };
  return (
    <RoleForm role={role} view="person-specification" change={() => ({ personSpecification: criteria })}>
      <Items
        items={criteria}
        setItems={setCriteria}
        called="Criterion"
        fresh={{ group: criteria.at(-1)?.group ?? '', criterion: '', importance: 'essential' }}
        fields={(one, index, set) => (
          <>
            <LongTextField
              name={`personSpecification[${index}].criterion`}
              label="Criterion"
              rows={2}
              value={one.criterion}
              onChange={(criterion) => set({ criterion })}
            />
            <TextField
              name={`personSpecification[${index}].group`}
              label="Group"
              hint={index === 0 ? 'For example Qualifications, Experience' : undefined}
              value={one.group}
              onChange={(group) => set({ group })}
            />
            <SelectField
              name={`personSpecification[${index}].importance`}
              label="Importance"
              value={one.importance}
              onChange={(value) => set({ importance: importances.find((known) => known === value) ?? 'essential' })}
              choices={wasUnstated(role, one.id) ? [...importanceChoices, unstated] : importanceChoices}
            />
          </>
        )}
      />
    </RoleForm>
  );
}

const importances = ['essential', 'desirable', 'not_stated'] as const;

function wasUnstated(role: Role, id: string | undefined): boolean {
  return role.personSpecification.some((one) => one.id === id && one.importance === 'not_stated');
}

const presences = ['yes', 'no', 'not_stated'] as const;
const frequencies = ['frequent', 'moderate', 'occasional', 'rare', 'not_stated'] as const;

export function EditConditionsPage() {
  return <RoleFrame title="Edit the working conditions">{(role) => <ConditionsForm role={role} />}</RoleFrame>;
}

function ConditionsForm({ role }: { role: Role }) {
  const [hazards, setHazards] = useState(hazardsOf(role));
  return (
    <RoleForm role={role} view="conditions" change={() => ({ hazards })}>
      <Items
        items={hazards}
        setItems={setHazards}
        called="Hazard"
        fresh={{ group: hazards.at(-1)?.group ?? '', name: '', present: 'yes', frequency: 'occasional' }}
        fields={(hazard, index, set) => (
          <>
            <TextField name={`hazards[${index}].name`} label="Hazard" value={hazard.name} onChange={(name) => set({ name })} />
            <TextField
              name={`hazards[${index}].group`}
              label="Group (optional)"
              value={hazard.group ?? ''}
              onChange={(group) => set({ group })}
            />
            <SelectField
              name={`hazards[${index}].present`}
              label="Part of the job"
              value={hazard.present}
              onChange={(value) => {
                const present = presences.find((known) => known === value) ?? 'not_stated';
                set(present === 'yes' ? { present } : { present, frequency: 'not_stated' });
              }}
              choices={presences.map((value) => ({ value, label: presenceWord(value) }))}
            />
            {hazard.present === 'yes' ? (
              <SelectField
                name={`hazards[${index}].frequency`}
                label="How often"
                value={hazard.frequency}
                onChange={(value) => set({ frequency: frequencies.find((known) => known === value) ?? 'not_stated' })}
                choices={frequencies.map((value) => ({ value, label: frequencyWord(value) }))}
              />
            ) : null}
          </>
        )}
      />
    </RoleForm>
  );
}

export function EditSectionsPage() {
  return <RoleFrame title="Edit further sections">{(role) => <SectionsForm role={role} />}</RoleFrame>;
}

function SectionsForm({ role }: { role: Role }) {
  const [sections, setSections] = useState(
    sectionsOf(role).map(({ heading, paragraphs }) => ({ heading, text: paragraphs.join('\n') })),
  );
  return (
    <RoleForm
      role={role}
      view="document"
      change={() => ({
        sections: sections.map(({ heading, text }) => ({
          heading,
          paragraphs: text
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        })),
      })}
    >
      <Items
        items={sections}
        setItems={setSections}
        called="Section"
        fresh={{ heading: '', text: '' }}
        fields={(section, index, set) => (
          <>
            <TextField
              name={`sections[${index}].heading`}
              label="Heading"
              value={section.heading}
              onChange={(heading) => set({ heading })}
            />
            <LongTextField
              name={`sections[${index}].paragraphs`}
              label="Text"
              hint="One paragraph a line"
              rows={5}
              value={section.text}
              onChange={(text) => set({ text })}
            />
          </>
        )}
      />
    </RoleForm>
  );
}
