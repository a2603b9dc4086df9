import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import {
  BarTable,
  type Column,
  DateText,
  EmptyState,
  Loaded,
  LocalTable,
  Page,
  Section,
  SubNavigation,
  TodayContext,
  useFilter,
  useTableView,
  Why,
} from '@/design';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { TeamFilter } from './TeamFilter';
import { organisationCrumb, organisationPages, wteWords } from './words';

type Forecast = components['schemas']['Forecast'];
type Point = components['schemas']['ForecastPoint'];
type ForecastPerson = components['schemas']['ForecastPerson'];

/** Accredited staff by month, if everybody keeps to the own plan. */
export function ForecastPage() {
  const [teamId] = useFilter('teamId');
  const forecast = useQuery({
    queryKey: ['workforce', 'forecast', teamId],
    queryFn: () => answer(api.GET('/workforce/forecast', { params: { query: { teamId: teamId || undefined } } })),
    placeholderData: (previous) => previous,
  });
  return (
    <Page title="Forecast" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <div className="bw-table__tools bw-choices">
        <TeamFilter />
      </div>
      <Loaded query={forecast} what="the forecast">
        {(shown) => (
          <TodayContext value={shown.dataOn}>
            <ForecastParts forecast={shown} />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function ForecastParts({ forecast }: { forecast: Forecast }) {
  const { points } = forecast;
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return <EmptyState title="There is nobody to forecast." />;
  return (
    <>
      <p className="nhsuk-body-l">
        {first.people} accredited today ({wteWords(first.wte)}); {last.people} by {last.label} ({wteWords(last.wte)}) if
        everybody keeps to their own plan.
      </p>
      <Section title="What this assumes">
        <ul className="nhsuk-list nhsuk-list--bullet">
          {forecast.assumptions.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      <Section title="Accredited staff by month">
        <BarTable
          caption="Accredited whole-time equivalents at the end of each month"
          labelHeader="Month"
          valueHeader="WTE"
          bars={points.map(({ on, label, wte }) => ({ key: on, label, value: wte }))}
        />
      </Section>
      <Section title="By band">
        <ByBand forecast={forecast} />
      </Section>
      <Section title="Who becomes accredited, and why then">
        <Coming
          name="coming"
          caption="People who become accredited"
          people={forecast.people}
          empty={
            <EmptyState title="Nobody’s plan leads to ACC within these months.">
              <p>Trainees appear here once their own plan’s date for the NCCQ falls within {forecast.months} months.</p>
            </EmptyState>
          }
        />
      </Section>
      <Section title="Trainees who are not counted">
        <Coming
          name="later"
          caption="Trainees without a date within these months"
          people={forecast.withoutDate}
          empty={<EmptyState title="Every trainee is counted above." />}
        />
      </Section>
    </>
  );
}

/** The months in which a band's number changes, so that 24 equal rows do not hide the three that matter. */
function ByBand({ forecast: { points, bands } }: { forecast: Forecast }) {
  const view = useTableView('bands');
  const columns: Column<Point>[] = [
    { key: 'month', header: 'From', rowHeader: true, cell: ({ label }) => label },
    ...bands.map(
      (band): Column<Point> => ({
        key: `band-${band}`,
        header: `Band ${band}`,
        numeric: true,
        cell: ({ byBand }) => wteWords(byBand.find((one) => one.band === band)?.wte ?? 0),
      }),
    ),
    { key: 'all', header: 'All', numeric: true, cell: ({ wte, people }) => `${wteWords(wte)} (${people})` },
  ];
  const changing = points.filter(
    ({ byBand }, i) => i === 0 || JSON.stringify(byBand) !== JSON.stringify(points[i - 1]?.byBand),
  );
  return (
    <LocalTable
      caption="Accredited staff by band, in the months in which a number changes"
      columns={columns}
      rows={changing}
      rowKey={({ on }) => on}
      view={view}
      empty={<EmptyState title="There is nobody to forecast." />}
    />
  );
}

function Coming({
  name,
  caption,
  people,
  empty,
}: {
  name: string;
  caption: string;
  people: ForecastPerson[];
  empty: React.ReactNode;
}) {
  const view = useTableView(name);
  const me = useMe();
  const columns: Column<ForecastPerson>[] = [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      value: ({ person }) => person.name,
      cell: ({ person }) => <Link to={subjectOf(person.id, me.person.id).progressPath}>{person.name}</Link>,
    },
    { key: 'team', header: 'Team', value: ({ team }) => team.name, cell: ({ team }) => team.name },
    {
      key: 'band',
      header: 'Band and WTE',
      value: ({ band }) => band,
      cell: ({ band, wte }) => `Band ${band}, ${wteWords(wte)}`,
    },
    {
      key: 'on',
      header: 'Accredited',
      value: ({ accreditedOn }) => accreditedOn,
      cell: ({ accreditedOn, because }) => (
        <>
          {accreditedOn ? <DateText date={accreditedOn} /> : null}
          {accreditedOn ? <Why>{because}</Why> : because}
        </>
      ),
    },
  ];
  return (
    <LocalTable
      caption={caption}
      hideCaption
      columns={columns}
      rows={people}
      rowKey={({ person }) => person.id}
      view={view}
      searchLabel="Search by name or team"
      empty={empty}
    />
  );
}
