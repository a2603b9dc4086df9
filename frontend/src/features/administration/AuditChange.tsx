import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { changedValues } from './audit';
import { roleChoicesQuery, teamsQuery } from './queries';
import type { AuditEntry } from './types';

/** What an entry changed, value by value. */
export function AuditChange({ entry }: { entry: AuditEntry }) {
  const { data: teams } = useQuery(teamsQuery);
  const { data: roles } = useQuery(roleChoicesQuery);
  const nameOf = (id: string) =>
    teams?.items.find((team) => team.id === id)?.name ?? roles?.items.find((role) => role.id === id)?.title;
  const values = changedValues(entry, nameOf);
  return (
    <Details className="bw-why">
      <Details.Summary>
        {values.length === 0 ? 'Details' : values.length === 1 ? '1 value' : `${values.length} values`}
        <span className="nhsuk-u-visually-hidden"> of this change</span>
      </Details.Summary>
      <Details.Text>
        <dl className="bw-changes">
          {values.map(({ name, before, after }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{beforeAndAfter(before, after)}</dd>
            </div>
          ))}
          <div>
            <dt>Thing</dt>
            <dd>
              {entry.subjectKind.replaceAll('_', ' ')} {entry.subjectId}
            </dd>
          </div>
          <div>
            <dt>Request</dt>
            <dd>{entry.requestId === '' ? 'None: done at the start' : entry.requestId}</dd>
          </div>
        </dl>
      </Details.Text>
    </Details>
  );
}

function beforeAndAfter(before: string, after: string): string {
  if (before === '') return after;
  return after === '' ? `none, before: ${before}` : `${after}, before: ${before}`;
}
