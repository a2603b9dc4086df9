import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ButtonLink, type Column, EmptyState, LoadedPage, LocalTable, longDate, Page, useTableView } from '@/design';
import { libraryCrumb, sentence } from '../words';
import { trainingPathwaysQuery } from './queries';
import { pathwayHome, pathwaysHome, versionHome } from './words';

type Item = Awaited<ReturnType<NonNullable<typeof trainingPathwaysQuery.queryFn>>>['items'][number];

const columns: Column<Item>[] = [
  {
    key: 'title',
    header: 'Pathway',
    rowHeader: true,
    value: ({ title }) => title,
    cell: ({ id, title }) => <Link to={pathwayHome(id)}>{title}</Link>,
  },
  {
    key: 'who',
    header: 'Who is on it',
    value: ({ roles, further }) => (further ? 'Those who join' : roles.map(({ name }) => name).join(', ')),
    cell: ({ roles, further }) =>
      further ? 'Those who join it after their accreditation' : roles.map(({ name }) => name).join(', ') || 'No role yet',
  },
  { key: 'milestones', header: 'Milestones', numeric: true, value: ({ milestones }) => milestones, cell: ({ milestones }) => milestones },
  {
    key: 'force',
    header: 'In force',
    value: ({ inForce }) => inForce?.number ?? -1,
    cell: ({ inForce }) =>
      inForce ? (
        <Link to={versionHome(inForce.id)}>
          {sentence(inForce.title)}
          {inForce.startsOn ? `, from ${longDate(inForce.startsOn)}` : ''}
        </Link>
      ) : (
        'Nothing yet'
      ),
  },
  {
    key: 'draft',
    header: 'Draft',
    cell: ({ draftId, title }) =>
      draftId ? (
        <Link to={versionHome(draftId)}>
          Go on with the draft<span className="nhsuk-u-visually-hidden"> of {title}</span>
        </Link>
      ) : (
        'None'
      ),
  },
];

/** Every training pathway: those of source documents and the organisation's own. */
export function PathwaysPage() {
  const query = useQuery(trainingPathwaysQuery);
  const view = useTableView('', 'title');
  return (
    <LoadedPage query={query} what="the pathways" title="Training pathways" breadcrumbs={[libraryCrumb]}>
      {({ items, mayManage }) => (
        <Page
          title="Training pathways"
          breadcrumbs={[libraryCrumb]}
          action={mayManage ? <ButtonLink href={`${pathwaysHome}/new`}>Make a pathway</ButtonLink> : undefined}
        >
          <p>
            The milestones that lead to an award and keep it current. What a source document says is shared by every
            organisation; an organisation writes versions of its own.
          </p>
          <LocalTable
            caption="Training pathways"
            hideCaption
            searchLabel="Search pathways and roles"
            columns={mayManage ? columns : columns.filter(({ key }) => key !== 'draft')}
            rows={items}
            rowKey={({ id }) => id}
            view={view}
            empty={<EmptyState title="There is no pathway yet." />}
          />
        </Page>
      )}
    </LoadedPage>
  );
}
