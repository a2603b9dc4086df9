import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CheckboxesField, FilterSelect, Loaded } from '@/design';
import { roleQuery, rolesQuery } from './queries';
import type { Portfolio } from './types';

interface CriterionPickerProps {
  name: string;
  portfolio: Portfolio;
  value: string[];
  onChange: (ids: string[]) => void;
  /** The role whose criteria are offered first; the person's own without one. */
  startWith?: string;
}

/** How many criteria are offered at once; a narrower search shows the others. */
const offered = 20;

/** Chooses criteria of the person specification of one's own role, or of another one. */
export function CriterionPicker({ name, portfolio, value, onChange, startWith = '' }: CriterionPickerProps) {
  const roles = useQuery(rolesQuery);
  const [chosenRole, setRole] = useState(startWith);
  const [search, setSearch] = useState('');
  const items = roles.data?.items ?? [];
  const roleId = chosenRole || portfolio.role?.id || items[0]?.id || '';
  const role = useQuery({ ...roleQuery(roleId), enabled: roleId !== '' });
  const taken = new Set(
    portfolio.criteria.filter(({ state }) => state !== 'withdrawn').map(({ criterion }) => criterion?.id),
  );

  return (
    <div className="bw-picker">
      <div className="bw-table__tools">
        <div className="nhsuk-form-group bw-table__search">
          <label className="nhsuk-label" htmlFor="criterion-search">
            Search criteria
          </label>
          <input
            className="nhsuk-input"
            id="criterion-search"
            type="search"
            autoComplete="off"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
        <FilterSelect
          label="Of which role"
          value={roleId}
          onChange={setRole}
          choices={items.map(({ id, title }) => ({
            value: id,
            label: id === portfolio.role?.id ? `My role: ${title}` : title,
          }))}
        />
      </div>
      <Loaded query={role} what="the criteria">
        {({ personSpecification }) => {
          const words = search.trim().toLowerCase().split(/\s+/);
          const free = personSpecification.filter(({ id }) => !taken.has(id));
          const found = free.filter(({ group, criterion }) =>
            words.every((word) => `${group} ${criterion}`.toLowerCase().includes(word)),
          );
          const shown = [
            ...free.filter(({ id }) => value.includes(id)),
            ...found.filter(({ id }) => !value.includes(id)).slice(0, offered),
          ];
          return (
            <>
              <p className="bw-table__count" role="status">
                {`${found.length} can be claimed, ${value.length} chosen`}
                {found.length > offered ? `. The first ${offered} are shown: search to find the others.` : ''}
              </p>
              <CheckboxesField
                name={name}
                label="Which criteria do you claim?"
                hint={
                  shown.length === 0
                    ? 'Nothing matches that can be claimed. Search for something else, or choose another role.'
                    : 'What needs no evidence, such as a certificate, your manager or assessor can confirm without a claim.'
                }
                value={value}
                onChange={onChange}
                choices={shown.map(({ id, group, criterion, corrected, importance }) => ({
                  value: id,
                  label: corrected || criterion,
                  hint: importance === 'not_stated' ? group : `${group}, ${importance}`,
                }))}
              />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
