import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from 'nhsuk-react-components';
import { type Column, EmptyState, FilterSelect, Loaded, LocalTable, longMoment, useTableView } from '@/design';
import type { Role, RoleVersionSummary } from '../types';
import { roleVersionsQuery } from './queries';
import { partName, rolePath } from './words';

/** The history of a role: what each version changed, why, by whom, and the way to what changed between two. */
export function Versions({ role }: { role: Role }) {
  const query = useQuery(roleVersionsQuery(role.id));
  return (
    <Loaded query={query} what="the versions">
      {({ items }) => <VersionTable role={role} versions={items} />}
    </Loaded>
  );
}

function columns(role: Role): Column<RoleVersionSummary>[] {
  return [
    {
      key: 'version',
      header: 'Version',
      rowHeader: true,
      value: ({ version }) => version,
      cell: ({ version }) => (
        <Link to={`${rolePath(role.id)}/versions/${version}`}>
          {version}
          {version === role.version ? ' (the present one)' : ''}
        </Link>
      ),
    },
    { key: 'when', header: 'When', value: ({ changedAt }) => changedAt, cell: ({ changedAt }) => longMoment(changedAt) },
    {
      key: 'who',
      header: 'By',
      value: ({ changedBy }) => changedBy?.name ?? '',
      cell: ({ changedBy }) => changedBy?.name ?? 'Bandwise, from the source document',
    },
    {
      key: 'what',
      header: 'What changed',
      value: ({ parts }) => parts.map(partName).join(', '),
      cell: ({ parts, version }) => (
        <>
          {parts.length === 0 ? '' : parts.map(partName).join(', ')}
          {version > 1 ? (
            <Link className="bw-block" to={`${rolePath(role.id)}/differences?from=${version - 1}&to=${version}`}>
              See the words<span className="nhsuk-u-visually-hidden"> that version {version} changed</span>
            </Link>
          ) : null}
        </>
      ),
    },
    { key: 'why', header: 'Why', value: ({ reason }) => reason, cell: ({ reason }) => reason },
  ];
}

function VersionTable({ role, versions }: { role: Role; versions: RoleVersionSummary[] }) {
  const view = useTableView('versions', '-version');
  return (
    <>
      {versions.length > 1 ? <ChooseTwo role={role} versions={versions} /> : null}
      <LocalTable
        caption="Versions"
        hideCaption
        columns={columns(role)}
        rows={versions}
        rowKey={({ version }) => `${version}`}
        view={view}
        pageSize={20}
        empty={<EmptyState title="No version is kept." />}
      />
    </>
  );
}

function ChooseTwo({ role, versions }: { role: Role; versions: RoleVersionSummary[] }) {
  const navigate = useNavigate();
  const [from, setFrom] = useState(`${versions.at(-1)?.version ?? 1}`);
  const [to, setTo] = useState(`${role.version}`);
  const choices = versions.map(({ version }) => ({ value: `${version}`, label: `Version ${version}` }));
  return (
    <form
      className="bw-choose-profile"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate(`${rolePath(role.id)}/differences?from=${from}&to=${to}`);
      }}
    >
      <FilterSelect label="From" value={from} onChange={setFrom} choices={choices} />
      <FilterSelect label="To" value={to} onChange={setTo} choices={choices} />
      <Button type="submit" secondary>
        Compare two versions
      </Button>
    </form>
  );
}
