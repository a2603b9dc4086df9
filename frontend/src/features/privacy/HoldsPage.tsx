import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Column, DateText, EmptyState, Loaded, LocalTable, longMoment, Page, StateTag, useTableView } from '@/design';
import { useMay } from '@/session/session';
import { administrationCrumb, retentionCrumb } from './crumbs';
import { holdsQuery } from './queries';
import type { Hold } from './words';

const columns: Column<Hold>[] = [
  {
    key: 'person',
    header: 'Whose record',
    rowHeader: true,
    value: ({ person }) => person.name,
    cell: ({ person }) => <Link to={`/administration/people/${person.id}`}>{person.name}</Link>,
  },
  {
    key: 'reason',
    header: 'Why',
    cell: ({ reason, releaseReason }) => (
      <>
        <span className="bw-written">{reason}</span>
        {releaseReason ? <span className="bw-small bw-block">Ended because: {releaseReason}</span> : null}
      </>
    ),
  },
  {
    key: 'placed',
    header: 'Placed',
    value: ({ placedAt }) => placedAt,
    cell: ({ placedAt, placedBy }) => `${longMoment(placedAt)} by ${placedBy.name}`,
  },
  { key: 'review', header: 'Look at it again', value: ({ reviewOn }) => reviewOn, cell: ({ reviewOn }) => <DateText date={reviewOn} /> },
  {
    key: 'state',
    header: 'State',
    value: ({ releasedAt }) => (releasedAt ? 'released' : 'held'),
    cell: ({ id, releasedAt, releasedBy, person }) =>
      releasedAt ? (
        <>
          <StateTag kind="hold" state="released" /> {longMoment(releasedAt)} by {releasedBy?.name}
        </>
      ) : (
        <>
          <StateTag kind="hold" state="held" /> <Release id={id} name={person.name} />
        </>
      ),
  },
];

function Release({ id, name }: { id: string; name: string }) {
  return useMay('privacy.manage') ? (
    <Link to={`/administration/retention/holds/${id}/release`}>
      End it<span className="nhsuk-u-visually-hidden">: the hold on {name}</span>
    </Link>
  ) : null;
}

/** Whose records no rule removes. */
export function HoldsPage() {
  const view = useTableView();
  const holds = useQuery(holdsQuery);
  return (
    <Page title="Legal holds" breadcrumbs={[administrationCrumb, retentionCrumb]}>
      <p>
        A hold keeps everything of a person, whatever the rules say, until somebody ends it. Place one on the person’s
        page, or from what would be removed.
      </p>
      <Loaded query={holds} what="the holds">
        {({ items }) => (
          <LocalTable
            caption="Legal holds"
            hideCaption
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search for a name"
            empty={
              <EmptyState title="There is no legal hold.">
                <p>The rules of retention apply to everybody.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
