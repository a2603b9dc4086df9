import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { personQuery } from '@/api/people';
import {
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  longMoment,
  Page,
  TableDownload,
  useFilter,
  useTableView,
} from '@/design';
import { areas, areaWords, actionWords } from './audit';
import { AuditChange } from './AuditChange';
import { FilterDate } from './FilterDate';
import { PersonField } from './PersonField';
import type { AuditEntry, PersonRef } from './types';
import { administrationCrumb } from './words';

const columns: Column<AuditEntry>[] = [
  { key: 'at', header: 'When', cell: ({ at }) => <time dateTime={at}>{longMoment(at)}</time> },
  {
    key: 'actor',
    header: 'Who',
    cell: ({ actor, actingFor }) =>
      actor ? (
        <>
          <Link to={`/administration/people/${actor.id}`}>{actor.name}</Link>
          {actingFor ? <span className="bw-note">for {actingFor.name}</span> : null}
        </>
      ) : (
        'Bandwise itself'
      ),
  },
  {
    key: 'action',
    header: 'What',
    rowHeader: true,
    cell: ({ action }) => (
      <>
        {actionWords(action)}
        <span className="bw-small bw-block bw-regular">{areaWords(action)}</span>
      </>
    ),
  },
  {
    key: 'person',
    header: 'Whose record',
    cell: ({ person }) => (person ? <Link to={`/administration/people/${person.id}`}>{person.name}</Link> : 'Nobody’s'),
  },
  { key: 'change', header: 'Change', cell: (entry) => <AuditChange entry={entry} /> },
];

/** Who changed what, newest first. */
export function AuditPage() {
  const view = useTableView();
  const [action, setAction] = useFilter('action');
  const [personId] = useFilter('person');
  const [actorId] = useFilter('actor');
  const [emergencyId, setEmergencyId] = useFilter('emergency');
  const [from, setFrom] = useFilter('from');
  const [to, setTo] = useFilter('to');
  const backwards = from !== '' && to !== '' && to < from;
  const list = useList(['audit-entries', action, personId, actorId, emergencyId, from, backwards ? '' : to], (cursor) =>
    answer(
      api.GET('/audit-entries', {
        params: {
          query: {
            action: action || undefined,
            personId: personId || undefined,
            actorId: actorId || undefined,
            emergencyId: emergencyId || undefined,
            from: from || undefined,
            to: backwards ? undefined : to || undefined,
            cursor,
          },
        },
      }),
    ),
  );
  const taken = new URLSearchParams(
    Object.entries({ action, personId, actorId, emergencyId, from, to: backwards ? '' : to }).filter(([, value]) => value !== ''),
  );
  return (
    <Page title="Audit trail" caption="Administration" breadcrumbs={[administrationCrumb]}>
      <p>
        Every change stands here, newest first, with the values before and after, and once a day who read a part of
        somebody else’s record. Of what people wrote it keeps only the length and a sealed mark.
      </p>
      <TableDownload table="/api/v1/audit-entries/table" what="these changes" query={taken} />
      {emergencyId === '' ? null : (
        <p>
          Only what was done during one use of emergency access.{' '}
          <Button type="button" secondary small onClick={() => setEmergencyId('')}>
            Show everything
          </Button>
        </p>
      )}
      <PersonFilters personId={personId} actorId={actorId} />
      <Loaded query={list.whole} what="the audit trail">
        {() => (
          <DataTable
            caption="Changes"
            hideCaption
            columns={columns}
            list={{ ...list, total: undefined }}
            rowKey={({ id }) => id}
            view={view}
            filters={
              <>
                <FilterSelect
                  label="Kind"
                  value={action}
                  onChange={setAction}
                  choices={[{ value: '', label: 'All kinds' }, ...areas]}
                />
                <FilterDate label="From" value={from} onChange={setFrom} />
                <FilterDate
                  label="To"
                  value={to}
                  onChange={setTo}
                  problem={backwards ? 'The last day must not be before the first' : undefined}
                />
              </>
            }
            empty={
              <EmptyState title="No change fits.">
                <p>Choose another kind, other days or other people.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Narrows the trail to one person's record, or to what one person did. */
function PersonFilters({ personId, actorId }: { personId: string; actorId: string }) {
  const [, setParams] = useSearchParams();
  const set = (name: 'person' | 'actor', person: PersonRef | undefined) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        if (person) next.set(name, person.id);
        else next.delete(name);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <div className="bw-columns bw-columns--even bw-audit-people">
      <PersonFilter name="person" label="Whose record" id={personId} onChange={(person) => set('person', person)} />
      <PersonFilter name="actor" label="Who did it" id={actorId} onChange={(person) => set('actor', person)} />
    </div>
  );
}

interface PersonFilterProps {
  name: string;
  label: string;
  id: string;
  onChange: (person: PersonRef | undefined) => void;
}

function PersonFilter({ name, label, id, onChange }: PersonFilterProps) {
  // An address carries only the id; the name is read for it.
  const { data } = useQuery({ ...personQuery(id), enabled: id !== '' });
  const [chosen, setChosen] = useState<PersonRef>();
  const value = id === '' ? undefined : chosen?.id === id ? chosen : { id, name: data?.name ?? 'one person' };
  return (
    <PersonField
      name={name}
      label={`${label} (optional)`}
      hint="Type a part of the name"
      value={value}
      onChange={(person) => {
        setChosen(person);
        onChange(person);
      }}
    />
  );
}
