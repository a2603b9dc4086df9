import { useQuery } from '@tanstack/react-query';
import { Button, Radios } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { TextField, useSettled } from '@/design';
import type { PersonRef } from './types';

interface PersonFieldProps {
  name: string;
  label: string;
  hint?: string;
  value: PersonRef | undefined;
  onChange: (person: PersonRef | undefined) => void;
  /** Somebody who cannot be chosen, such as the person whom the form is about. */
  without?: string;
}

/** How many people stand to choose from; a longer search finds the others. */
const shown = 8;

/** Chooses a person: a search by name, and those whom it finds to choose from. */
export function PersonField({ name, label, hint, value, onChange, without }: PersonFieldProps) {
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim());
  const { data } = useQuery({
    queryKey: ['people', 'choices', search],
    queryFn: () => answer(api.GET('/people', { params: { query: { q: search, limit: shown } } })),
    enabled: search !== '',
    placeholderData: (previous) => previous,
  });
  const found = search === '' ? [] : (data?.items ?? []).filter(({ id }) => id !== without);

  return (
    <div className="bw-person">
      <TextField
        name={name}
        label={label}
        hint={hint ?? 'Type a part of the name, then choose from those found'}
        autoComplete="off"
        value={typed}
        onChange={setTyped}
      />
      <p role="status" className="bw-small">
        {search === '' ? '' : countSentence(found.length, data?.total ?? 0)}
      </p>
      {found.length > 0 ? (
        <Radios
          name={`${name}-choice`}
          idPrefix={`${name}-choice`}
          legend={`${label}: those found`}
          legendProps={{ size: 's', className: 'nhsuk-u-visually-hidden' }}
          small
        >
          {found.map((person) => (
            <Radios.Item
              key={person.id}
              id={`${name}-choice-${person.id}`}
              value={person.id}
              hint={
                person.appointment ? `${person.appointment.role.name}, ${person.appointment.team.name}` : person.email
              }
              checked={value?.id === person.id}
              onChange={() => onChange({ id: person.id, name: person.name })}
            >
              {person.name}
            </Radios.Item>
          ))}
        </Radios>
      ) : null}
      {value ? (
        <p className="bw-person__chosen">
          Chosen: <strong>{value.name}</strong>{' '}
          <Button type="button" secondary small onClick={() => onChange(undefined)}>
            Clear<span className="nhsuk-u-visually-hidden"> {value.name}</span>
          </Button>
        </p>
      ) : null}
    </div>
  );
}

function countSentence(found: number, total: number): string {
  if (total === 0) return 'Nobody is found. Check the spelling.';
  if (total > found) return `Showing ${found} of ${total}. Type more of the name to find others.`;
  return found === 1 ? '1 person is found' : `${found} people are found`;
}
