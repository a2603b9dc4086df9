import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { CheckboxesField, Form, Loaded, Section, SelectField, SubmitButton, TextField } from '@/design';
import { rolesQuery } from '../queries';
import { ItemList, KeptDateField, PeriodField, shown, VersionFrame } from './parts';
import { editing, useSave } from './useSave';
import { awardChoices, problemsAt, type TrainingVersion } from './words';

export function FactsPage() {
  const roles = useQuery(rolesQuery);
  return (
    <VersionFrame title="Title, award, roles and length" edits>
      {(version) => (
        <Loaded query={roles} what="the roles">
          {({ items }) => <FactsForm version={version} roles={items.map(({ id, title }) => ({ value: id, label: title }))} />}
        </Loaded>
      )}
    </VersionFrame>
  );
}

function FactsForm({ version, roles }: { version: TrainingVersion; roles: { value: string; label: string }[] }) {
  const [facts, setFacts] = useState(() => ({
    title: version.title,
    award: version.award,
    roles: version.roles.map(({ id }) => id),
    length: version.length,
    dueSoon: version.dueSoon,
    joining: version.joining,
  }));
  const set = (part: Partial<typeof facts>) => setFacts({ ...facts, ...part });
  const { submit, ...state } = useSave(version, 'The facts are saved.', (body: typeof facts) =>
    answer(api.PUT('/training-pathway-versions/{id}/facts', { params: editing(version), body })),
  );
  return (
    <Form {...state} problems={shown(state, problemsAt(version, ''))} onSubmit={() => void submit(facts)}>
      <TextField name="title" label="Title" value={facts.title} onChange={(title) => set({ title })} />
      <SelectField
        name="award"
        label="Award that it leads to"
        value={facts.award}
        onChange={(award) => set({ award })}
        placeholder="Choose the award"
        choices={awardChoices}
      />
      <PeriodField name="length" label="Takes" value={facts.length} onChange={(length) => set({ length })} />
      <PeriodField
        name="dueSoon"
        label="Due soon"
        hint="How long before its date a milestone counts as due soon"
        value={facts.dueSoon}
        onChange={(dueSoon) => set({ dueSoon })}
      />
      {version.further ? (
        <Joining joining={facts.joining} change={(joining) => set({ joining })} />
      ) : (
        <CheckboxesField
          name="roles"
          label="Roles that put people on it"
          hint="Copies that your organisation made of a role follow it by themselves"
          value={facts.roles}
          onChange={(chosen) => set({ roles: chosen })}
          choices={roles}
        />
      )}
      <SubmitButton pending={state.pending}>Save</SubmitButton>
    </Form>
  );
}

type JoiningRule = TrainingVersion['joining'];

function Joining({ joining, change }: { joining: JoiningRule; change: (joining: JoiningRule) => void }) {
  return (
    <Section title="What joining asks">
      <SelectField
        name="joining"
        label="Award held before"
        value={joining.award}
        onChange={(award) => change({ ...joining, award })}
        placeholder="None"
        choices={awardChoices}
      />
      <ItemList
        items={joining.held}
        onChange={(held) => change({ ...joining, held })}
        called="Edition of the rule"
        fresh={{ period: '', from: '', source: '', note: '' }}
        fields={(held, index, set) => (
          <>
            <PeriodField name={`joining.held[${index}].period`} label="Held for" value={held.period} onChange={(period) => set({ period })} />
            <KeptDateField
              name={`joining.held[${index}].from`}
              label="For those who join from"
              hint="Empty for a rule that has always held"
              value={held.from}
              onChange={(from) => set({ from })}
            />
            <TextField name={`joining.held[${index}].source`} label="Where the rule comes from" value={held.source} onChange={(source) => set({ source })} />
            <TextField name={`joining.held[${index}].note`} label="Note (optional)" value={held.note} onChange={(note) => set({ note })} />
          </>
        )}
      />
    </Section>
  );
}

export function StagesPage() {
  return (
    <VersionFrame title="Stages" edits>
      {(version) => <StagesForm version={version} />}
    </VersionFrame>
  );
}

function StagesForm({ version }: { version: TrainingVersion }) {
  const [stages, setStages] = useState(version.stages);
  const { submit, ...state } = useSave(version, 'The stages are saved.', (body: { stages: typeof stages }) =>
    answer(api.PUT('/training-pathway-versions/{id}/stages', { params: editing(version), body })),
  );
  const milestones = version.milestones.map(({ key, title }) => ({ value: key, label: title }));
  const kept = problemsAt(version, '').filter(({ name }) => name === 'stages');
  return (
    <Form {...state} problems={state.problems ?? (kept.length > 0 ? { fields: [], general: kept.map(({ message }) => message) } : undefined)} onSubmit={() => void submit({ stages })}>
      <p>People are counted in the first stage that fits. The last stage depends on no milestone.</p>
      <ItemList
        items={stages}
        onChange={setStages}
        called="Stage"
        fresh={{ key: '', title: '', until: '', whenOverdue: '' }}
        fields={(stage, index, set) => (
          <>
            <TextField name={`stages[${index}].title`} label="Title of the stage" value={stage.title} onChange={(title) => set({ title })} />
            <SelectField
              name={`stages[${index}].until`}
              label="Until this milestone is met"
              value={stage.until}
              onChange={(until) => set({ until })}
              placeholder="No milestone"
              choices={milestones}
            />
            <SelectField
              name={`stages[${index}].whenOverdue`}
              label="While this milestone is overdue"
              value={stage.whenOverdue}
              onChange={(whenOverdue) => set({ whenOverdue })}
              placeholder="No milestone"
              choices={milestones}
            />
          </>
        )}
      />
      <SubmitButton pending={state.pending}>Save the stages</SubmitButton>
    </Form>
  );
}

export function OrderPage() {
  return (
    <VersionFrame title="Order of the milestones" edits>
      {(version) => <OrderForm version={version} />}
    </VersionFrame>
  );
}

function OrderForm({ version }: { version: TrainingVersion }) {
  const [keys, setKeys] = useState(version.milestones.map(({ key }) => key));
  const [said, setSaid] = useState('');
  const { submit, ...state } = useSave(version, 'The order is saved.', (body: { keys: string[] }) =>
    answer(api.PUT('/training-pathway-versions/{id}/order', { params: editing(version), body })),
  );
  const titleOf = (key: string) => version.milestones.find((one) => one.key === key)?.title ?? key;
  const move = (index: number, by: number) => {
    const next = [...keys];
    const [key] = next.splice(index, 1);
    if (key === undefined) return;
    next.splice(index + by, 0, key);
    setKeys(next);
    setSaid(`${titleOf(key)} is now number ${index + by + 1}.`);
  };
  return (
    <Form {...state} onSubmit={() => void submit({ keys })}>
      <p>The road is drawn in this order. Dates do not depend on it.</p>
      <ol className="bw-rows">
        {keys.map((key, index) => (
          <li key={key}>
            {index + 1}. {titleOf(key)}{' '}
            {index > 0 ? (
              <Button type="button" secondary small onClick={() => move(index, -1)}>
                Up<span className="nhsuk-u-visually-hidden">: {titleOf(key)}</span>
              </Button>
            ) : null}{' '}
            {index < keys.length - 1 ? (
              <Button type="button" secondary small onClick={() => move(index, 1)}>
                Down<span className="nhsuk-u-visually-hidden">: {titleOf(key)}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      <p role="status" className="bw-small">
        {said}
      </p>
      <SubmitButton pending={state.pending}>Save the order</SubmitButton>
    </Form>
  );
}
