import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CheckboxesField, Loaded, RadiosField } from '@/design';
import { matching, offer } from './choice';
import { everyStatementQuery } from './queries';

interface StatementChoiceProps {
  /** The name the API knows the answer by. */
  name: string;
  label: string;
  /** Only one can be chosen. */
  single?: boolean;
  value: string[];
  onChange: (ids: string[]) => void;
}

/** How many statements are offered at once; a narrower search shows the others. */
const room = 15;

/** Searches the statements and chooses among them. */
export function StatementChoice({ name, label, single = false, value, onChange }: StatementChoiceProps) {
  const query = useQuery(everyStatementQuery);
  const [search, setSearch] = useState('');
  return (
    <div className="bw-picker">
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${name}-search`}>
          Search statements
        </label>
        <input
          className="nhsuk-input"
          id={`${name}-search`}
          type="search"
          autoComplete="off"
          maxLength={300}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter in the search would send the whole form.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      </div>
      <Loaded query={query} what="the statements">
        {(statements) => {
          const found = matching(statements, search);
          const field = {
            name,
            label,
            choices: offer(statements, found, value, room),
            hint: found.length === 0 ? 'No statement matches. Search for something else.' : undefined,
          };
          return (
            <>
              <p className="bw-table__count" role="status">
                {`${found.length} found, ${value.length} chosen`}
                {found.length > room ? `. The first ${room} are shown: search to find the others.` : ''}
              </p>
              {single ? (
                <RadiosField {...field} value={value[0] ?? ''} onChange={(id) => onChange([id])} />
              ) : (
                <CheckboxesField {...field} value={value} onChange={onChange} />
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
