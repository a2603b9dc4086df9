import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { Form, TextField, useSettled } from '@/design';
import { rolesFoundQuery } from './queries';

/** How many roles stand to choose from; a longer search finds the others. */
const shown = 10;

interface RoleChoiceProps {
  /** The role that is shown now. */
  current: string;
  pathOf: (roleId: string) => string;
  /** Stands open, where no role is shown yet. */
  open: boolean;
}

/** Chooses the role to compare with: a search, and the roles that it finds as links. */
export function RoleChoice({ current, pathOf, open }: RoleChoiceProps) {
  const [typed, setTyped] = useState('');
  const [unfolded, setUnfolded] = useState(open);
  const panel = useId();
  const search = useSettled(typed.trim());
  const { data } = useQuery({ ...rolesFoundQuery(search, shown), enabled: unfolded, placeholderData: (before) => before });
  const found = data?.items ?? [];
  return (
    <div className="bw-role-choice">
      <button
        type="button"
        className="nhsuk-button nhsuk-button--secondary"
        aria-expanded={unfolded}
        aria-controls={panel}
        onClick={() => setUnfolded(!unfolded)}
      >
        Choose another role
      </button>
      <div id={panel} hidden={!unfolded}>
        <Form onSubmit={() => undefined}>
          <TextField
            name="role"
            label="Find a role"
            hint="Type a part of its title, or a band such as band 4"
            autoComplete="off"
            value={typed}
            onChange={setTyped}
          />
        </Form>
        <p role="status" className="bw-small">
          {data ? foundWords(found.length, data.total) : ''}
        </p>
        <ul className="nhsuk-list" aria-label="Roles found">
          {found.map(({ id, title, band }) => (
            <li key={id}>
              {id === current ? (
                <strong>{title}, shown here</strong>
              ) : (
                <Link to={pathOf(id)} onClick={() => setUnfolded(false)}>
                  {title}
                </Link>
              )}
              {band === '' ? ', band unknown' : `, band ${band}`}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function foundWords(found: number, total: number): string {
  if (total === 0) return 'No role is found. Check the spelling.';
  if (total > found) return `Showing ${found} of ${total} roles. Type more of the title to find others.`;
  return total === 1 ? '1 role is found' : `${total} roles are found`;
}
