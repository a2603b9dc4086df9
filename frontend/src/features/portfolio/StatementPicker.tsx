import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CheckboxesField, FilterSelect, longDate } from '@/design';
import { allStatementsQuery } from './queries';
import type { NeedsFreshEvidence } from './NeedsFresh';
import type { ClaimedStatement, Portfolio, PortfolioStatement } from './types';
import { statementName } from './words';

interface StatementPickerProps {
  name: string;
  portfolio: Portfolio;
  value: string[];
  onChange: (ids: string[]) => void;
}

/** An open or approved claim stands in the way of another, unless the approval needs fresh evidence. */
function claimable({ state, needsFreshEvidence }: PortfolioStatement): boolean {
  return state === 'not_claimed' || state === 'withdrawn' || needsFreshEvidence !== undefined;
}

/** How many statements are offered at once; a narrower search shows the others. */
const offered = 15;

function matches({ code, level, skill, aspect, text }: ClaimedStatement, search: string): boolean {
  const whole = `${code} ${level} ${skill} ${aspect} ${text}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
}

/** The words of a statement; of one whose approval counts no longer first that, and why. */
function hintOf({ text }: ClaimedStatement, fresh: NeedsFreshEvidence | undefined): string {
  return fresh ? `Approved, but needs fresh evidence since ${longDate(fresh.since)}. ${fresh.because} ${text}` : text;
}

/** Chooses statements among those that the role asks for, or among all of them. */
export function StatementPicker({ name, portfolio, value, onChange }: StatementPickerProps) {
  const [from, setFrom] = useState('role');
  const [group, setGroup] = useState('');
  const [search, setSearch] = useState('');
  const everything = useQuery({ ...allStatementsQuery, enabled: from === 'all' });

  const taken = new Set(
    portfolio.statements.filter((one) => !claimable(one)).map(({ statement }) => statement.id),
  );
  const fresh = new Map(
    portfolio.statements.map(({ statement, needsFreshEvidence }) => [statement.id, needsFreshEvidence]),
  );
  const mine = portfolio.statements.map(({ statement }) => statement);
  const known: ClaimedStatement[] = from === 'all' ? (everything.data ?? mine) : mine;
  const free = known.filter(({ id }) => !taken.has(id));
  const groups = [...new Set(free.map(({ code, level }) => `${code} ${level}`))].sort();

  const found = free.filter(
    (statement) =>
      (group === '' || `${statement.code} ${statement.level}` === group) &&
      (search.trim() === '' || matches(statement, search.trim())),
  );
  const chosen = [...mine, ...known].filter(
    (statement, index, all) =>
      value.includes(statement.id) && all.findIndex(({ id }) => id === statement.id) === index,
  );
  const shown = [...chosen, ...found.filter(({ id }) => !value.includes(id)).slice(0, offered)];

  return (
    <div className="bw-picker">
      <div className="bw-table__tools">
        <div className="nhsuk-form-group bw-table__search">
          <label className="nhsuk-label" htmlFor="statement-search">
            Search statements
          </label>
          <input
            className="nhsuk-input"
            id="statement-search"
            type="search"
            autoComplete="off"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
        <FilterSelect
          label="Skill and level"
          value={group}
          onChange={setGroup}
          choices={[{ value: '', label: 'All' }, ...groups.map((one) => ({ value: one, label: one }))]}
        />
        <FilterSelect
          label="From"
          value={from}
          onChange={setFrom}
          choices={[
            { value: 'role', label: 'Needed for my role' },
            { value: 'all', label: 'All statements' },
          ]}
        />
      </div>
      <p className="bw-table__count" role="status">
        {`${found.length} can be claimed, ${value.length} chosen`}
        {found.length > offered ? `. The first ${offered} are shown: search to find the others.` : ''}
      </p>
      <CheckboxesField
        name={name}
        label="Which statements do you claim?"
        hint={shown.length === 0 ? 'Nothing matches that can be claimed. Search for something else.' : undefined}
        value={value}
        onChange={onChange}
        choices={shown.map((statement) => ({
          value: statement.id,
          label: statementName(statement),
          hint: hintOf(statement, fresh.get(statement.id)),
        }))}
      />
    </div>
  );
}
