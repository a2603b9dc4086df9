import { useQuery } from '@tanstack/react-query';
import { Radios } from 'nhsuk-react-components';
import { useState } from 'react';
import { TextField } from '@/design';
import { rolesQuery } from '../queries';
import type { RoleSummary } from '../types';
import { bandName, counted } from '../words';

interface RoleFieldProps {
  name: string;
  label: string;
  value: string;
  onChange: (roleId: string) => void;
}

/** How many roles stand to choose from; a longer search finds the others. */
const shown = 8;

function matches({ title, reference }: RoleSummary, search: string): boolean {
  const whole = `${title} ${reference}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
}

/** Chooses a role: a search by its title or reference, and those that it finds. */
export function RoleField({ name, label, value, onChange }: RoleFieldProps) {
  const { data } = useQuery(rolesQuery);
  const [search, setSearch] = useState('');
  const roles = data?.items ?? [];
  const found = roles.filter((role) => matches(role, search.trim()));
  const chosen = roles.find((role) => role.id === value);
  const offered = [
    ...(chosen ? [chosen] : []),
    ...found.filter((role) => role.id !== value).slice(0, chosen ? shown - 1 : shown),
  ];
  return (
    <>
      <TextField
        name={name}
        label={label}
        hint="Type a part of its title or reference, then choose from those found"
        autoComplete="off"
        value={search}
        onChange={setSearch}
      />
      <p role="status" className="bw-small">
        {found.length > shown
          ? `Showing ${shown} of ${counted(found.length, 'role')}. Type more to find others.`
          : `${counted(found.length, 'role')} found`}
      </p>
      {offered.length === 0 ? null : (
        <Radios
          name={`${name}-choice`}
          idPrefix={`${name}-choice`}
          legend={`${label}: those found`}
          legendProps={{ size: 's', className: 'nhsuk-u-visually-hidden' }}
          small
        >
          {offered.map((role) => (
            <Radios.Item
              key={role.id}
              id={`${name}-choice-${role.id}`}
              value={role.id}
              checked={role.id === value}
              onChange={() => onChange(role.id)}
              hint={role.bandStatus === 'unknown' ? 'Band unknown' : bandName(role.band)}
            >
              {role.title}
            </Radios.Item>
          ))}
        </Radios>
      )}
    </>
  );
}
