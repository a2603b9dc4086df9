import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { Link } from 'react-router';
import {
  type Column,
  DateText,
  EmptyState,
  FilterSelect,
  Loaded,
  LocalTable,
  Page,
  Section,
  SubNavigation,
  TableDownload,
  TodayContext,
  useFilter,
  useTableView,
} from '@/design';
import { TeamFilter } from '@/features/workforce/TeamFilter';
import { counted, organisationCrumb, organisationPages, peoplePath } from '@/features/workforce/words';
import { establishmentQuery } from './queries';
import { type Band, bandWords, entries, type Establishment, type Figures, postsOf, pounds, rangeWords, sentenceOf, type TeamRole, wte } from './words';

/** The posts that are funded against the people in them, by band and by team and role. */
export function EstablishmentPage() {
  const [teamId] = useFilter('teamId');
  const query = useQuery(establishmentQuery(teamId));
  return (
    <Page title="Establishment" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <div className="bw-table__tools bw-choices">
        <TeamFilter />
      </div>
      <Loaded query={query} what="the establishment">
        {(shown) => (
          <TodayContext value={shown.dataOn}>
            <Shown shown={shown} />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function Shown({ shown }: { shown: Establishment }) {
  if (shown.withheld) {
    return (
      <EmptyState title="These numbers are not published.">
        <p>{shown.withheld}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {shown.entered ? (
        <p className="nhsuk-body-l">{sentenceOf(shown.total)}</p>
      ) : (
        <p>No funded posts are entered here, so there are neither vacancies nor posts over the establishment. Everybody in post is shown.</p>
      )}
      <p>
        Those in post are paid {rangeWords(shown.total.pay)} a year.
        {shown.total.vacancy > 0 ? ` The vacancies would be paid ${rangeWords(shown.total.vacancyCost)}.` : ''}{' '}
        <Link to={entries}>{shown.mayManage ? 'Enter or change funded posts' : 'See what was entered'}</Link>
      </p>
      {shown.bands.length === 0 ? (
        <EmptyState title="There is nobody in post here, and nothing is funded." />
      ) : (
        <>
          <Section title="By band">
            <ByBand shown={shown} />
            <TableDownload table="establishment-bands" what="the bands" />
          </Section>
          <Section title="By team and role">
            <ByTeamAndRole posts={shown.posts} entered={shown.entered} />
            <TableDownload table="establishment-posts" what="all posts" />
          </Section>
          <Details>
            <Details.Summary>Where each figure comes from</Details.Summary>
            <Details.Text>
              <dl>
                {shown.sources.map(({ figure, text }) => (
                  <div key={figure}>
                    <dt className="nhsuk-u-font-weight-bold">{figure}</dt>
                    <dd className="nhsuk-u-margin-left-0 nhsuk-u-margin-bottom-3">{text}</dd>
                  </div>
                ))}
              </dl>
            </Details.Text>
          </Details>
        </>
      )}
      <p className="bw-small">
        Data of <DateText date={shown.dataOn} plain />.
      </p>
    </>
  );
}

type WithFigures = { figures: Figures };

/** The columns that both tables have. */
function figureColumns<Row extends WithFigures>(): Column<Row>[] {
  return [
    { key: 'established', header: 'Established WTE', numeric: true, cell: ({ figures }) => wte(figures.established) },
    { key: 'inPost', header: 'In post WTE', numeric: true, cell: ({ figures }) => wte(figures.inPost) },
    {
      key: 'people',
      header: 'People',
      numeric: true,
      cell: ({ figures }) => (figures.people === 0 ? '0' : <Link to={peoplePath(figures.filter)}>{figures.people}</Link>),
    },
    {
      key: 'vacancy',
      header: 'Vacant WTE',
      numeric: true,
      cell: ({ figures }) => (figures.vacancy > 0 ? <strong>{wte(figures.vacancy)}</strong> : '–'),
      nothing: ({ figures }) => figures.vacancy <= 0,
    },
    {
      key: 'over',
      header: 'Over WTE',
      numeric: true,
      cell: ({ figures }) => (figures.over > 0 ? <strong>{wte(figures.over)}</strong> : '–'),
      nothing: ({ figures }) => figures.over <= 0,
    },
    { key: 'pay', header: 'Pay a year', numeric: true, cell: ({ figures }) => rangeWords(figures.pay) },
    {
      key: 'vacancyCost',
      header: 'Pay of the vacancies',
      numeric: true,
      cell: ({ figures }) => rangeWords(figures.vacancyCost),
      nothing: ({ figures }) => figures.vacancy <= 0,
    },
  ];
}

type BandRow = Omit<Band, 'band'> & { band?: string };

function ByBand({ shown }: { shown: Establishment }) {
  const view = useTableView('bands');
  const columns: Column<BandRow>[] = [
    {
      key: 'band',
      header: 'Band',
      rowHeader: true,
      cell: (row) => (row.band === undefined ? 'All' : <Named row={{ ...row, band: row.band }} />),
    },
    ...figureColumns<BandRow>(),
  ];
  const rows: BandRow[] = [...shown.bands, { annex21: false, figures: shown.total, shares: [] }];
  return (
    <LocalTable
      caption="Funded and filled posts by band, with pay in pounds a year"
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ band, annex21 }) => `${band ?? 'all'}-${annex21}`}
      view={view}
      empty={null}
    />
  );
}

/** A band with its whole-time pay; of trainees, what part of it they are paid. */
function Named({ row }: { row: Band }) {
  const { scale, annex21, shares } = row;
  return (
    <>
      {bandWords(row)}
      <span className="bw-small bw-block">
        {scale === undefined
          ? 'No pay scale'
          : `${annex21 ? `Top of band ${row.band} ${pounds(scale.top)}` : `Whole-time ${rangeWords({ low: scale.entry, high: scale.top })}`}, ${scale.year}${scale.approximate ? ', approximate' : ''}`}
      </span>
      {shares.map(({ percent, people, wte: paid, pay }) => (
        <span key={percent ?? 'unknown'} className="bw-small bw-block">
          {counted(people, 'trainee')} ({wte(paid)} WTE) at {percent === undefined ? '65 to 75 %, as the end of training is not known' : `${percent} %`}: {rangeWords(pay)}
        </span>
      ))}
    </>
  );
}

const nothing: Record<string, string> = { vacant: 'Nothing is vacant.', over: 'Nobody is over the establishment.', all: 'There are no posts here.' };

/** Where the establishment and those in post differ comes first; the others are a choice away. */
function ByTeamAndRole({ posts, entered }: { posts: TeamRole[]; entered: boolean }) {
  const view = useTableView('posts');
  const [only, setOnly] = useFilter('only', entered ? 'differing' : 'all');
  const rows = postsOf(posts, only);
  const columns: Column<TeamRole>[] = [
    {
      key: 'role',
      header: 'Role',
      rowHeader: true,
      value: ({ role }) => role.name,
      cell: (row) => (
        <>
          {row.role.name}
          <span className="bw-small bw-block">{bandWords(row)}</span>
        </>
      ),
    },
    { key: 'team', header: 'Team', value: ({ team }) => team.name, cell: ({ team }) => team.name },
    ...figureColumns<TeamRole>(),
  ];
  return (
    <LocalTable
      caption="Funded and filled posts by team and role"
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ team, role, band, annex21 }) => `${team.id}-${role.id}-${band}-${annex21}`}
      view={view}
      searchLabel="Search by team or role"
      filters={
        <FilterSelect
          label="Show"
          value={only}
          onChange={setOnly}
          choices={[
            { value: 'differing', label: 'Vacant or over-filled' },
            { value: 'vacant', label: 'With a vacancy' },
            { value: 'over', label: 'Over the establishment' },
            { value: 'all', label: `All posts (${posts.length})` },
          ]}
        />
      }
      empty={<EmptyState title={nothing[only] ?? 'No post is vacant or over-filled.'} />}
    />
  );
}
