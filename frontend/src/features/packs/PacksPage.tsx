import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { personQuery } from '@/api/people';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  ButtonLink,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Loaded,
  Page,
  sortText,
  useTableView,
} from '@/design';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { type Pack, parts, purposes } from './words';

/** The packs about a person, and, on one's own page, those that others share with me. */
export function PacksPage() {
  const subject = useSubject();
  const { data: person } = useQuery({ ...personQuery(subject.id), enabled: !subject.own });
  const name = person?.name ?? '';
  return (
    <Page
      title={subject.own ? 'My packs' : 'Packs'}
      caption={subject.own ? undefined : name}
      breadcrumbs={crumbsOf(subject, name, 'portfolio')}
      action={<ButtonLink href={`${subject.portfolioPath}/packs/new`}>Make a pack</ButtonLink>}
    >
      <p>
        A pack is the portfolio as it was on one day, for an appraisal, a panel or your own keeping. It stays as it was
        shown, as one PDF document and as an archive that another organisation’s Bandwise can take in.
      </p>
      <PackTable subject={subject} shared={false} />
      {subject.own ? (
        <>
          <h2 className="nhsuk-heading-m">Shared with me</h2>
          <PackTable subject={subject} shared />
          <h2 className="nhsuk-heading-m">From another organisation</h2>
          <p>
            <Link to={`${subject.portfolioPath}/packs/import`}>Bring a pack along from another organisation</Link>
          </p>
        </>
      ) : null}
    </Page>
  );
}

function columns(shared: boolean): Column<Pack>[] {
  return [
    {
      key: 'title',
      header: 'Pack',
      rowHeader: true,
      sortable: true,
      cell: (pack) => <Link to={`/packs/${pack.id}`}>{pack.title}</Link>,
    },
    { key: 'frozenOn', header: 'As it was on', sortable: true, cell: (pack) => <DateText date={pack.frozenOn} plain /> },
    { key: 'purpose', header: 'For', cell: (pack) => purposes[pack.purpose] },
    { key: 'parts', header: 'What is in it', cell: (pack) => parts[pack.parts] },
    shared
      ? { key: 'person', header: 'About', cell: (pack) => pack.person.name }
      : { key: 'madeBy', header: 'Made by', cell: (pack) => pack.madeBy.name },
  ];
}

function PackTable({ subject, shared }: { subject: Subject; shared: boolean }) {
  const view = useTableView(shared ? 'shared' : 'packs', '-frozenOn');
  const sort = sortText(view.sort);
  const list = useList<Pack>(shared ? ['shared-packs', sort] : ['people', subject.id, 'packs', sort], (cursor) =>
    shared
      ? answer(api.GET('/shared-packs', { params: { query: { sort, cursor } } }))
      : answer(api.GET('/people/{id}/packs', { params: { path: { id: subject.id }, query: { sort, cursor } } })),
  );
  return (
    <Loaded query={list.whole} what="the packs">
      {() => (
        <DataTable
          caption={shared ? 'Packs that colleagues share with me' : 'Packs'}
          hideCaption
          columns={columns(shared)}
          list={list}
          rowKey={({ id }) => id}
          view={view}
          empty={
            <EmptyState title={shared ? 'Nobody shares a pack with you.' : 'There is no pack yet.'}>
              {shared ? null : <p>Make one before an appraisal or a panel, so that what was shown stays as it was.</p>}
            </EmptyState>
          }
        />
      )}
    </Loaded>
  );
}
