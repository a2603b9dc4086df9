import { Link } from 'react-router';
import { type Column, EmptyState, LocalTable, useTableView } from '@/design';
import { apartWords, totalsApart } from './comparison';
import type { JobProfile } from '../types';
import { bandName, rangeWords } from '../words';

interface ComparedTotalsProps {
  profiles: JobProfile[];
  onFirst: (id: string) => void;
  onRemove: (id: string) => void;
}

/** The profiles that are compared, with band and totals, and what to do with each. */
export function ComparedTotals({ profiles, onFirst, onRemove }: ComparedTotalsProps) {
  const view = useTableView('totals');
  const [first] = profiles;
  const columns: Column<JobProfile>[] = [
    {
      key: 'title',
      header: 'Profile',
      rowHeader: true,
      cell: ({ id, title }) => <Link to={`/library/profiles/${id}`}>{title}</Link>,
    },
    { key: 'band', header: 'Band', cell: ({ band }) => <span className="bw-nowrap">{bandName(band)}</span> },
    {
      key: 'stated',
      header: 'Points as printed',
      numeric: true,
      cell: ({ statedMin, statedMax }) => rangeWords(statedMin, statedMax),
    },
    {
      key: 'computed',
      header: 'By the scheme',
      numeric: true,
      cell: ({ computedMin, computedMax }) => rangeWords(computedMin, computedMax),
    },
    {
      key: 'apart',
      header: 'From the first',
      cell: (profile) =>
        first === undefined || profile.id === first.id ? 'The first' : apartWords(totalsApart(first, profile)),
    },
    {
      key: 'do',
      header: 'Change',
      cell: ({ id, title }) => (
        <span className="bw-actions">
          {first && id !== first.id ? (
            <button type="button" className="bw-link-button" onClick={() => onFirst(id)}>
              Put first<span className="nhsuk-u-visually-hidden">: {title}</span>
            </button>
          ) : null}
          <button type="button" className="bw-link-button" onClick={() => onRemove(id)}>
            Remove<span className="nhsuk-u-visually-hidden">: {title}</span>
          </button>
        </span>
      ),
    },
  ];
  return (
    <LocalTable
      caption="The profiles that are compared"
      hideCaption
      columns={columns}
      rows={profiles}
      rowKey={({ id }) => id}
      view={view}
      empty={<EmptyState title="No profile is chosen." />}
    />
  );
}
