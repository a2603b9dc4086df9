import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, type Column, EmptyState, LoadedPage, LocalTable, longDate, Page, StateTag, useTableView } from '@/design';
import { useMay } from '@/session/session';
import { libraryCrumb } from '../words';
import { trainingPathwaysQuery, trainingVersionsQuery } from './queries';
import { pathwayHome, pathwaysCrumb, versionHome, versionName } from './words';

type Item = Awaited<ReturnType<NonNullable<ReturnType<typeof trainingVersionsQuery>['queryFn']>>>['items'][number];

const columns: Column<Item>[] = [
  {
    key: 'number',
    header: 'Version',
    rowHeader: true,
    value: ({ ref }) => ref.number,
    cell: (item) => <Link to={versionHome(item.ref.id)}>{versionName(item)}</Link>,
  },
  {
    key: 'state',
    header: 'State',
    value: ({ state }) => state,
    cell: ({ state, inForce, problems }) => (
      <>
        <StateTag kind="trainingVersion" state={state} />
        {state === 'source' && inForce ? <span className="bw-note">In force</span> : null}
        {problems > 0 ? <span className="bw-note">{problems} to mend before it can be published</span> : null}
      </>
    ),
  },
  {
    key: 'from',
    header: 'Applies to those who start',
    value: ({ ref }) => ref.startsOn ?? '',
    cell: ({ ref, endsOn, state }) =>
      state === 'draft'
        ? 'Not yet'
        : [ref.startsOn ? `from ${longDate(ref.startsOn)}` : '', endsOn ? `to ${longDate(endsOn)}` : ''].filter(Boolean).join(' ') ||
          'at any time',
  },
  { key: 'note', header: 'What is new', value: ({ note }) => note, cell: ({ note }) => note },
  {
    key: 'difference',
    header: 'Compare',
    cell: ({ ref }) =>
      ref.number === 0 ? (
        ''
      ) : (
        <Link to={`${versionHome(ref.id)}/difference`}>
          What changed<span className="nhsuk-u-visually-hidden"> in {ref.title}</span>
        </Link>
      ),
  },
];

/** One pathway with its versions. */
export function PathwayPage() {
  const { pathwayId = '' } = useParams();
  const query = useQuery(trainingVersionsQuery(pathwayId));
  const { data: pathways } = useQuery(trainingPathwaysQuery);
  const mayWrite = useMay('training_pathways.manage');
  const mayPlace = useMay('training_pathways.place');
  const view = useTableView('', '-number');
  const pathway = pathways?.items.find(({ id }) => id === pathwayId);
  const title = pathway?.title ?? 'Training pathway';
  const crumbs = [libraryCrumb, pathwaysCrumb];
  return (
    <LoadedPage query={query} what="the versions" title={title} breadcrumbs={crumbs}>
      {({ items }) => {
        const draft = items.find(({ state }) => state === 'draft');
        const action = draft ? (
          <ButtonLink href={versionHome(draft.ref.id)}>Go on with the draft</ButtonLink>
        ) : (
          <ButtonLink href={`${pathwayHome(pathwayId)}/draft`}>Begin a new version</ButtonLink>
        );
        return (
          <Page title={title} breadcrumbs={crumbs} action={mayWrite ? action : undefined}>
            <p>
              {pathway?.further
                ? 'People join this pathway beside the one of their post. They stay on the version that was in force on the day they joined, until they are moved.'
                : `An appointment to ${pathway?.roles.map(({ name }) => name).join(', ') || 'no role yet'} puts people on it. They stay on the version that was in force on the day they started, until they are moved.`}
            </p>
            {mayPlace ? (
              <p>
                <Link to={`${pathwayHome(pathwayId)}/people`}>People and the versions that they are on</Link>
              </p>
            ) : null}
            <LocalTable
              caption="Versions"
              columns={columns}
              rows={items}
              rowKey={({ ref }) => ref.id}
              view={view}
              empty={<EmptyState title="There is no version yet." />}
            />
          </Page>
        );
      }}
    </LoadedPage>
  );
}
