import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { useMemo } from 'react';
import { Link } from 'react-router';
import {
  ButtonLink,
  type Column,
  DateText,
  EmptyState,
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
import { organisationCrumb, organisationPages, peoplePath, wteWords } from '@/features/workforce/words';
import { Assumptions } from './Assumptions';
import { BoardChoice } from './BoardChoice';
import { DemandTables } from './DemandTables';
import { ForecastChart } from './ForecastChart';
import { ForecastPeople } from './ForecastPeople';
import { forecastQuery } from './queries';
import { type Forecast, monthName, plain, planningPages, poundsRange, rangeWords, shareWords } from './words';

type Point = Forecast['points'][number];

/** How many accredited staff there will be, whether that meets the target, and what it rests on. */
export function PlanningPage() {
  const [teamId] = useFilter('teamId');
  const forecast = useQuery(forecastQuery(teamId));
  return (
    <Page
      title="Planning"
      breadcrumbs={[organisationCrumb]}
      action={forecast.data?.maySketch ? <ButtonLink href="/organisation/planning/scenarios/new">New scenario</ButtonLink> : null}
    >
      <SubNavigation label="Organisation" pages={organisationPages} />
      <SubNavigation label="Planning" pages={planningPages} />
      <div className="bw-table__tools bw-choices">
        <TeamFilter />
      </div>
      <Loaded query={forecast} what="the forecast">
        {(shown) => (
          <TodayContext value={shown.dataOn}>
            <Shown forecast={shown} teamId={teamId} />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function Shown({ forecast, teamId }: { forecast: Forecast; teamId: string }) {
  if (forecast.withheld) {
    return (
      <EmptyState title="These numbers are not published.">
        <p>{forecast.withheld}</p>
      </EmptyState>
    );
  }
  if (forecast.accredited.people === 0 && forecast.people.length === 0 && forecast.withoutDate.length === 0) {
    return (
      <EmptyState title="There is nobody to forecast here.">
        <p>Nobody here holds ACC or is on the road to it. Choose another team, or see what an intake would change in a scenario.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p className="nhsuk-body-l">{forecast.sentence}</p>
      <div className="bw-columns">
        <div>
          <Section title={forecast.target ? `Accredited WTE at band ${forecast.target.band} and above` : 'Accredited WTE'}>
            <Drawn forecast={forecast} />
          </Section>
          {forecast.why.length > 0 ? (
            <Section title="From today to the target">
              <Why forecast={forecast} />
            </Section>
          ) : null}
        </div>
        <Section title="What this assumes">
          <Assumptions assumptions={forecast.assumptions} />
          <TableDownload table="assumptions" what="the assumptions" />
          {forecast.mayPlan ? <Link to="/organisation/planning/assumptions">Change the target and the assumptions</Link> : null}
        </Section>
      </div>
      <Section title="The board as a PDF">
        <BoardChoice teamId={teamId} />
      </Section>
      <Section title="By band">
        <p>
          {(forecast.points.at(-1)?.byBand ?? [])
            .map((band) => `Band ${band.band}: ${plain(forecast.points[0]?.byBand.find((one) => one.band === band.band)?.median ?? 0)} WTE today, ${plain(band.median)} (${rangeWords(band)}) at the end`)
            .join('. ')}
          .
        </p>
        <Details>
          <Details.Summary>Show the months in which a band changes</Details.Summary>
          <Details.Text>
            <ByBand forecast={forecast} />
          </Details.Text>
        </Details>
      </Section>
      <Section title="Trainees, and when each is accredited">
        <ForecastPeople people={[...forecast.people, ...forecast.withoutDate]} months={forecast.months} />
        <TableDownload table="forecast-people" what="the trainees" />
      </Section>
      <Section title="What training this asks for">
        <p>{forecast.waiting.sentence}</p>
        <DemandTables demand={forecast.demand} />
      </Section>
      <Section title="What it costs">
        <p>
          {poundsRange(forecast.cost.total)} in {forecast.months} months: accredited staff {poundsRange(forecast.cost.accredited)}, trainees{' '}
          {poundsRange(forecast.cost.training)}.
        </p>
        <p className="bw-small">{forecast.cost.because}</p>
      </Section>
      <p className="bw-small">
        Data of <DateText date={forecast.dataOn} plain />.
      </p>
    </>
  );
}

/** The points as they are drawn: the target's bands where there is a target, otherwise all. */
function seriesOf({ points, target }: Forecast) {
  return points.map(({ on, low, median, high, atTarget }) => (target ? { on, ...atTarget } : { on, low, median, high }));
}

function Drawn({ forecast }: { forecast: Forecast }) {
  const view = useTableView('months');
  const drawn = useMemo(() => seriesOf(forecast), [forecast]);
  const { target, accredited, points } = forecast;
  const columns: Column<Point>[] = [
    { key: 'month', header: 'Month', rowHeader: true, cell: ({ label }) => label },
    { key: 'all', header: 'All bands: median', numeric: true, cell: ({ median }) => plain(median) },
    { key: 'interval', header: 'In 80 % of runs', numeric: true, cell: (point) => rangeWords(point) },
    { key: 'plans', header: 'If every plan comes true', numeric: true, cell: ({ wte, people }) => `${plain(wte)} (${people})` },
    ...(target
      ? [
          { key: 'target', header: `Band ${target.band} and above: median`, numeric: true, cell: ({ atTarget }: Point) => plain(atTarget.median) },
          { key: 'targetInterval', header: 'In 80 % of runs', numeric: true, cell: ({ atTarget }: Point) => rangeWords(atTarget) },
          { key: 'met', header: 'Runs with the target', numeric: true, cell: ({ met }: Point) => shareWords(met) },
        ]
      : []),
  ];
  return (
    <>
      <ForecastChart label="Accredited whole-time equivalents by month" points={drawn} target={target} />
      <p>
        Today <Link to={peoplePath(accredited.filter)}>{accredited.people} people</Link> are accredited ({wteWords(accredited.wte)}). The line is the
        median of {forecast.runs.toLocaleString('en-GB')} runs; the band holds 80 % of them.
      </p>
      <Details>
        <Details.Summary>Show the months as a table</Details.Summary>
        <Details.Text className="bw-wide">
          <LocalTable
            caption="Accredited whole-time equivalents at the end of each month"
            columns={columns}
            rows={points}
            rowKey={({ on }) => on}
            view={view}
            empty={null}
          />
        </Details.Text>
      </Details>
      <TableDownload table="forecast" what="the forecast by month and band" />
    </>
  );
}

function Why({ forecast: { why, target } }: { forecast: Forecast }) {
  return (
    <table className="nhsuk-table">
      <caption className="nhsuk-table__caption nhsuk-table__caption--s">
        What becomes of today’s number by {target?.by ? monthName(target.by) : 'then'}, one cause after the other
      </caption>
      <thead className="nhsuk-table__head">
        <tr>
          <th scope="col">When</th>
          <th scope="col" className="nhsuk-table__header--numeric">
            WTE
          </th>
        </tr>
      </thead>
      <tbody className="nhsuk-table__body">
        {why.map(({ text, wte }) => (
          <tr key={text} className="nhsuk-table__row">
            <th scope="row" className="nhsuk-table__cell">
              {text}
            </th>
            <td className="nhsuk-table__cell nhsuk-table__cell--numeric">{plain(wte)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The months in which a band's number changes, so that 36 rows do not hide the few that matter. */
function ByBand({ forecast: { points, bands } }: { forecast: Forecast }) {
  const view = useTableView('bands');
  const columns: Column<Point>[] = [
    { key: 'month', header: 'From', rowHeader: true, cell: ({ label }) => label },
    ...bands.map(
      (band): Column<Point> => ({
        key: `band-${band}`,
        header: `Band ${band}`,
        numeric: true,
        cell: ({ byBand }) => {
          const found = byBand.find((one) => one.band === band);
          return found ? (
            <>
              {plain(found.median)} <span className="bw-note">{rangeWords(found)}</span>
            </>
          ) : null;
        },
      }),
    ),
    {
      key: 'all',
      header: 'All',
      numeric: true,
      cell: (point) => (
        <>
          {plain(point.median)} <span className="bw-note">{rangeWords(point)}</span>
        </>
      ),
    },
  ];
  const medians = (point?: Point) => point?.byBand.map(({ median }) => median).join(' ');
  const changing = points.filter((point, i) => i === 0 || i === points.length - 1 || medians(point) !== medians(points[i - 1]));
  return (
    <LocalTable
      caption="Accredited WTE by band in the months in which it changes: the median, and the range of 80 % of the runs"
      columns={columns}
      rows={changing}
      rowKey={({ on }) => on}
      view={view}
      empty={<EmptyState title="There is nobody to forecast." />}
    />
  );
}
