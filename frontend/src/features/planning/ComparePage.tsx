import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { ButtonLink, type Column, EmptyState, FilterSelect, Loaded, LocalTable, Page, Section, SubNavigation, TableDownload, useFilter, useTableView } from '@/design';
import { TeamFilter } from '@/features/workforce/TeamFilter';
import { counted, organisationCrumb } from '@/features/workforce/words';
import { useMay } from '@/session/session';
import { boardPath } from './board';
import { ForecastChart } from './ForecastChart';
import { comparisonQuery, scenariosQuery } from './queries';
import { monthName, type Option, plain, planningPages, poundsRange, rangeWords, shareWords } from './words';

const most = 3;

/** Today's plan and up to three scenarios side by side. */
export function ComparePage() {
  const [teamId] = useFilter('teamId');
  const [chosen, setChosen] = useFilter('with');
  const sketch = useMay('planning.scenarios');
  const ids = chosen.split(',').filter((id) => id !== '');
  const asked = new URLSearchParams([...(teamId === '' ? [] : [['teamId', teamId]]), ...ids.map((id) => ['with', id])]);
  const comparison = useQuery(comparisonQuery(teamId, ids));
  const scenarios = useQuery(scenariosQuery);
  const choices = scenarios.data?.items ?? [];
  const others = choices.filter(({ id }) => !ids.includes(id));
  return (
    <Page
      title="Compare"
      breadcrumbs={[organisationCrumb, { label: 'Planning', href: '/organisation/planning' }]}
      action={sketch ? <ButtonLink href="/organisation/planning/scenarios/new">New scenario</ButtonLink> : null}
    >
      <SubNavigation label="Planning" pages={planningPages} />
      <div className="bw-table__tools bw-choices">
        <TeamFilter />
        {ids.length < most && others.length > 0 ? (
          <FilterSelect
            label="Put beside it"
            value=""
            onChange={(id) => setChosen([...ids, id].join(','))}
            choices={[{ value: '', label: 'Choose a scenario' }, ...others.map(({ id, content }) => ({ value: id, label: content.name }))]}
          />
        ) : null}
      </div>
      <Loaded query={comparison} what="the comparison">
        {({ options, withheld }) =>
          withheld ? (
            <EmptyState title="These numbers are not published.">
              <p>{withheld}</p>
            </EmptyState>
          ) : (
            <>
              <Beside options={options} remove={(gone) => setChosen(ids.filter((id) => id !== gone).join(','))} />
              <p className="bw-small">
                <a href={boardPath(teamId, ids.length === 0 ? 'none' : ids.join(','))} download>
                  Download the board with these plans (PDF)
                </a>
              </p>
              <TableDownload table="scenarios" what="these plans" query={asked} />
              <TableDownload table="scenario-months" what="their months" query={asked} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

/** What is drawn of an option: the target's bands where it has a target, otherwise all. */
function seriesOf({ points, target }: Option) {
  return points.map(({ on, low, median, high, atTarget }) => (target ? { on, ...atTarget } : { on, low, median, high }));
}

function Beside({ options, remove }: { options: Option[]; remove: (id: string) => void }) {
  const top = useMemo(
    () => Math.max(1, ...options.flatMap((option) => [option.target?.wte ?? 0, ...seriesOf(option).map(({ high }) => high)])) * 1.08,
    [options],
  );
  return (
    <>
      {options.length === 1 ? (
        <p>
          Only today’s plan is shown. Choose a scenario to put beside it, or open the <Link to="/organisation/planning/scenarios">list of scenarios</Link>.
        </p>
      ) : null}
      <div className="bw-options">
        {options.map((option) => (
          <Section key={option.id ?? 'today'} title={option.name}>
            <OptionParts option={option} top={top} remove={remove} />
          </Section>
        ))}
      </div>
      <Section title="Side by side">
        <AtAGlance options={options} />
        <div className="bw-dates">
          <AtDates options={options} />
        </div>
      </Section>
    </>
  );
}

function OptionParts({ option, top, remove }: { option: Option; top: number; remove: (id: string) => void }) {
  const { id, name, changes, sentence, target } = option;
  const points = useMemo(() => seriesOf(option), [option]);
  return (
    <>
      <p>{sentence}</p>
      <ForecastChart label={`${name}: accredited whole-time equivalents by month`} points={points} target={target} top={top} />
      {changes.length === 0 ? (
        <p className="bw-small">{id ? 'It changes nothing yet.' : 'As it is entered and recorded today.'}</p>
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {id ? (
        <p>
          <Link to={`/organisation/planning/scenarios/${id}`}>
            Change<span className="nhsuk-u-visually-hidden"> {name}</span>
          </Link>{' '}
          <button type="button" className="nhsuk-link bw-link-button" onClick={() => remove(id)}>
            Take away<span className="nhsuk-u-visually-hidden"> {name}</span>
          </button>
        </p>
      ) : null}
    </>
  );
}

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

/** "8.5 entries", "1 entry". */
const plainly = (n: number, one: string, many = `${one}s`) => `${plain(n)} ${plain(n) === '1' ? one : many}`;

function AtAGlance({ options }: { options: Option[] }) {
  const view = useTableView('glance');
  const columns: Column<Option>[] = [
    { key: 'name', header: 'Plan', rowHeader: true, cell: ({ name }) => name },
    {
      key: 'met',
      header: 'Target met in half of the runs',
      cell: ({ metOn, target, points }) => (!target ? 'No target' : metOn ? (metOn === points[0]?.on ? 'Today' : monthName(metOn)) : 'Not in these months'),
    },
    {
      key: 'by',
      header: 'WTE at the target’s month',
      cell: ({ target, points }) => {
        const by = points.find(({ on }) => on === target?.by);
        if (!target?.by || !by) return null;
        return (
          <>
            {plain(by.atTarget.median)} of {plain(target.wte ?? 0)}
            <span className="bw-note bw-block">
              {rangeWords(by.atTarget)} by {by.label}; met in {shareWords(by.met)}
            </span>
          </>
        );
      },
    },
    {
      key: 'cost',
      header: 'Pay in 36 months',
      cell: ({ cost }) => (
        <>
          {poundsRange(cost.total)}
          <span className="bw-note bw-block">of it trainees {poundsRange(cost.training)}</span>
        </>
      ),
    },
    {
      key: 'binds',
      header: 'What binds: months waited',
      cell: ({ waiting }) => `Mentors ${plain(waiting.mentors)}, places ${plain(waiting.places)}, sittings ${plain(waiting.sittings)}`,
    },
    {
      key: 'training',
      header: 'Training asked for',
      cell: ({ demand, intakes }) => {
        const places = sum(demand.courses.filter(({ course }) => course === 'standards_course').map(({ wanted }) => wanted));
        const entries = sum(demand.entries.map((one) => one.entries));
        const mentors = Math.max(0, ...demand.mentoring.map(({ needed }) => needed));
        return `${counted(intakes, 'trainee')} to start; ${plainly(places, 'place')}, ${plainly(entries, 'entry', 'entries')}, at most ${counted(mentors, 'mentor')} at once`;
      },
    },
  ];
  return (
    <LocalTable
      caption="When the target is met, what it costs, what binds and what training it asks for"
      columns={columns}
      rows={options}
      rowKey={({ id }) => id ?? 'today'}
      view={view}
      empty={null}
    />
  );
}

interface DateRow {
  label: string;
  cells: { low: number; median: number; high: number }[];
}

function AtDates({ options }: { options: Option[] }) {
  const view = useTableView('dates');
  const series = options.map((option) => ({ option, points: seriesOf(option) }));
  const rows: DateRow[] = (options[0]?.points ?? [])
    .map(({ label }, i) => ({ label, cells: series.flatMap(({ points }) => points[i] ?? []) }))
    .filter((_, i) => i % 3 === 0);
  const columns: Column<DateRow>[] = [
    { key: 'month', header: 'End of', rowHeader: true, cell: ({ label }) => label },
    ...series.map(
      ({ option }, n): Column<DateRow> => ({
        key: option.id ?? 'today',
        header: option.name,
        numeric: true,
        cell: ({ cells }) => {
          const cell = cells[n];
          return cell ? (
            <>
              {plain(cell.median)} <span className="bw-note">{rangeWords(cell)}</span>
            </>
          ) : null;
        },
      }),
    ),
  ];
  return (
    <LocalTable
      caption="Accredited WTE that counts towards the target, every third month: the median, and the range of 80 % of the runs"
      columns={columns}
      rows={rows}
      rowKey={({ label }) => label}
      view={view}
      empty={null}
    />
  );
}
