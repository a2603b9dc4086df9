import { useQuery } from '@tanstack/react-query';
import { Radios } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { SelectField, TextField, useField, useSettled } from '@/design';
import type { RequirementChoice } from '../types';
import { counted } from '../words';
import { kindName, kindOrder } from './words';

interface RequirementPickerProps {
  roleId: string;
  name: string;
  chosen: RequirementChoice | undefined;
  onChoose: (choice: RequirementChoice) => void;
}

/** How many choices are shown at once; a longer search finds the others. */
const shown = 12;

/** Finds what a role can ask for by its words, and chooses one. */
export function RequirementPicker({ roleId, name, chosen, onChoose }: RequirementPickerProps) {
  const [kind, setKind] = useState<RequirementChoice['kind'] | ''>('');
  const [search, setSearch] = useState('');
  const q = useSettled(search.trim());
  const { id, error } = useField(name, `field-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}-search`);
  const { data } = useQuery({
    queryKey: ['roles', roleId, 'requirement-choices', kind, q],
    placeholderData: (previous) => previous,
    queryFn: () =>
      answer(
        api.GET('/roles/{id}/requirement-choices', {
          params: { path: { id: roleId }, query: { kind: kind === '' ? undefined : kind, q: q || undefined, limit: shown } },
        }),
      ),
  });
  const found = (data?.items ?? []).filter((one) => !one.asked);
  const same = (one: RequirementChoice) => chosen?.kind === one.kind && chosen.key === one.key;
  const offered = chosen && !found.some(same) ? [chosen, ...found] : found;
  return (
    <>
      <SelectField
        name={`${name}.kind`}
        label="Kind"
        value={kind}
        onChange={(value) => setKind(kindOrder.find((known) => known === value) ?? '')}
        placeholder="All kinds"
        choices={kindOrder.map((value) => ({ value, label: kindName(value) }))}
      />
      <TextField
        name={`${name}-search`}
        label="Search"
        hint="Words of a statement, a criterion or a milestone, or a skill, for example ANCC level 3"
        autoComplete="off"
        value={search}
        onChange={setSearch}
      />
      <p role="status" className="bw-small">
        {data === undefined
          ? ''
          : data.total > shown
            ? `Showing ${found.length} of ${data.total}. Type more to find others.`
            : `${counted(found.length, 'choice')} found`}
      </p>
      {offered.length === 0 ? null : (
        // Radios without an item would fail, and there is none before the first answer.
        <Radios id={id} name={name} idPrefix={id} legend="What the role asks for" legendProps={{ size: 's' }} error={error}>
          {offered.map((one, index) => (
            <Radios.Item
              key={`${one.kind} ${one.key}`}
              id={`${id}-${index + 1}`}
              value={one.key}
              checked={same(one)}
              onChange={() => onChoose(one)}
              hint={one.detail === '' ? kindName(one.kind) : `${kindName(one.kind)}: ${one.detail}`}
            >
              {one.name}
            </Radios.Item>
          ))}
        </Radios>
      )}
    </>
  );
}
