import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded, Section, StateTag } from '@/design';
import { roleQuery, rolesQuery } from '../queries';
import type { Role } from '../types';
import { bandName } from '../words';

/** The roles that ask for a statement. */
export function RequiredBy({ statementId }: { statementId: string }) {
  const { data: list } = useQuery(rolesQuery);
  const asking = (list?.items ?? []).filter((role) => role.essentialCount + role.desirableCount > 0);
  const roles = useQueries({
    queries: asking.map(({ id }) => roleQuery(id)),
    combine: (results) => ({
      error: results.find(({ error }) => error)?.error ?? null,
      isPending: list === undefined || results.some(({ isPending }) => isPending),
      data: list && results.every(({ data }) => data) ? results.flatMap(({ data }) => data ?? []) : undefined,
      refetch: () => Promise.all(results.map(({ refetch }) => refetch())),
    }),
  });
  return (
    <Section title="Where it is required">
      <Loaded query={roles} what="the roles">
        {(loaded) => <RoleList roles={loaded} statementId={statementId} />}
      </Loaded>
    </Section>
  );
}

function RoleList({ roles, statementId }: { roles: Role[]; statementId: string }) {
  const rows = roles.flatMap((role) =>
    role.requirements
      .filter((requirement) => requirement.statementId === statementId)
      .map(({ importance }) => ({ role, importance })),
  );
  if (rows.length === 0) return <p>No role asks for it.</p>;
  return (
    <ul className="bw-hits">
      {rows.map(({ role, importance }) => (
        <li key={role.id}>
          <Link to={`/library/roles/${role.id}`}>{role.title}</Link>, {bandName(role.band)}{' '}
          <StateTag kind="importance" state={importance} />
        </li>
      ))}
    </ul>
  );
}
