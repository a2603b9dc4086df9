import { Details } from 'nhsuk-react-components';
import type * as PlotModule from '@/design/plot';
import { useCallback } from 'react';
import { Chart, DataTable, longDate, useTableView } from '@/design';
import type { AuditSummary, CodingDay, CodingWeek, Practice } from './types';
import { codeTypes, codeTypeWord, percent, plainNumber } from './words';

const dateOf = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** What a line of a chart looks like, and what it stands for. */
const styles = {
  week: { stroke: 'currentColor', strokeWidth: 1, strokeDasharray: '' },
  four: { stroke: 'currentColor', strokeWidth: 3, strokeDasharray: '' },
  target: { stroke: 'currentColor', strokeWidth: 1.5, strokeDasharray: '6 4' },
} as const;

function Key({ entries }: { entries: { style: keyof typeof styles; words: string }[] }) {
  return (
    <ul className="bw-chart-key" aria-hidden="true">
      {entries.map(({ style, words }) => (
        <li key={words}>
          <svg viewBox="0 0 32 12">
            <line x1="0" x2="32" y1="6" y2="6" {...styles[style]} />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

const frame = (width: number) => ({ width, height: width < 500 ? 220 : 300, marginLeft: 36, marginBottom: 44, style: { background: 'none' } });

/** Weekly averages with the four-week average and the target. */
export function WeeksChart({ weeks }: { weeks: CodingWeek[] }) {
  const view = useTableView('weeks');
  const shown = weeks.slice(-26);
  const draw = useCallback(
    (plot: typeof PlotModule, width: number) =>
      plot.plot({
        ...frame(width),
        x: { type: 'utc', label: null, ticks: width < 500 ? 3 : 6 },
        y: { label: 'Episodes a day', zero: true, grid: true, nice: true },
        marks: [
          plot.lineY(shown, { x: ({ startsOn }: CodingWeek) => dateOf(startsOn), y: 'average', ...styles.week, marker: 'dot' }),
          plot.lineY(shown, { x: ({ startsOn }: CodingWeek) => dateOf(startsOn), y: 'fourWeekAverage', ...styles.four }),
          plot.lineY(shown, { x: ({ startsOn }: CodingWeek) => dateOf(startsOn), y: 'target', ...styles.target, curve: 'step-after' }),
        ],
      }),
    // The weeks are those of one answer, and change only with it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [weeks],
  );
  return (
    <>
      <Key
        entries={[
          { style: 'week', words: 'Week' },
          { style: 'four', words: 'Four weeks' },
          { style: 'target', words: 'Target' },
        ]}
      />
      <Chart label="Episodes a day: weekly and four-week averages of the last 26 weeks with the target" draw={draw} />
      <Details>
        <Details.Summary>Show these weeks as a table</Details.Summary>
        <Details.Text>
          <DataTable
            caption="Averages by week"
            view={view}
            list={{ rows: [...shown].reverse(), total: shown.length }}
            rowKey={({ startsOn }) => startsOn}
            empty={<p>No week has an entry.</p>}
            columns={[
              { key: 'week', header: 'Week from', rowHeader: true, cell: ({ startsOn }) => longDate(startsOn) },
              { key: 'episodes', header: 'Episodes', numeric: true, cell: ({ episodes }) => episodes },
              { key: 'days', header: 'Whole days', numeric: true, cell: ({ wholeDays }) => plainNumber(wholeDays) },
              { key: 'average', header: 'A day', numeric: true, cell: ({ average }) => plainNumber(average) },
              { key: 'four', header: 'Four weeks', numeric: true, cell: ({ fourWeekAverage }) => plainNumber(fourWeekAverage) },
              { key: 'target', header: 'Target', numeric: true, cell: ({ target }) => target ?? 'None' },
            ]}
          />
        </Details.Text>
      </Details>
    </>
  );
}

const standingWords: Record<CodingDay['standing'], string> = {
  counts: 'Counts',
  weekend: 'Weekend, not counted',
  bank_holiday: 'Bank holiday, not counted',
  leave: 'Leave, not counted',
  not_appointed: 'Not appointed, not counted',
};

/** The single days of the last twelve weeks. */
export function DaysChart({ days }: { days: CodingDay[] }) {
  const view = useTableView('days');
  const draw = useCallback(
    (plot: typeof PlotModule, width: number) =>
      plot.plot({
        ...frame(width),
        x: { type: 'utc', label: null, ticks: width < 500 ? 3 : 6 },
        y: { label: 'Episodes for a whole day', zero: true, grid: true, nice: true },
        marks: [
          plot.dot(days, { x: ({ day }: CodingDay) => dateOf(day), y: 'perWholeDay', r: 3, fill: 'currentColor' }),
          plot.lineY(days, { x: ({ day }: CodingDay) => dateOf(day), y: 'target', ...styles.target, curve: 'step-after' }),
        ],
      }),
    [days],
  );
  return (
    <>
      <Chart label="Episodes for a whole day on each day of the last twelve weeks, with the target" draw={draw} />
      <Details>
        <Details.Summary>Show these days as a table</Details.Summary>
        <Details.Text>
          <DataTable
            caption="Days"
            view={view}
            list={{ rows: [...days].reverse(), total: days.length }}
            rowKey={({ day }) => day}
            empty={<p>No day has an entry.</p>}
            columns={[
              { key: 'day', header: 'Day', rowHeader: true, cell: ({ day }) => longDate(day) },
              { key: 'episodes', header: 'Episodes', numeric: true, cell: ({ episodes }) => episodes },
              { key: 'hours', header: 'Hours', numeric: true, cell: ({ hours }) => (hours === undefined ? 'Whole day' : hours) },
              { key: 'per', header: 'For a whole day', numeric: true, cell: ({ perWholeDay }) => plainNumber(perWholeDay) },
              { key: 'standing', header: 'Counts', cell: ({ standing }) => standingWords[standing] },
            ]}
          />
        </Details.Text>
      </Details>
    </>
  );
}

/** Weekly averages against months of service. */
export function LearningCurve({ practice }: { practice: Practice }) {
  const { weeks, appointedOn } = practice;
  const draw = useCallback(
    (plot: typeof PlotModule, width: number) =>
      plot.plot({
        ...frame(width),
        x: { label: 'Months since the appointment', nice: true },
        y: { label: 'Episodes a day', zero: true, grid: true, nice: true },
        marks: [
          plot.dot(weeks, { x: 'months', y: 'average', r: 2, stroke: 'currentColor' }),
          plot.lineY(weeks, { x: 'months', y: 'fourWeekAverage', ...styles.four }),
          plot.lineY(weeks, { x: 'months', y: 'target', ...styles.target, curve: 'step-after' }),
        ],
      }),
    [weeks],
  );
  const byMonth = monthsOf(weeks);
  const view = useTableView('months');
  return (
    <>
      <p>
        Each point is a week, the thick line the average of four weeks, the dashed line the target. Months count from{' '}
        {appointedOn ? longDate(appointedOn) : 'the appointment'}.
      </p>
      <Chart label="Weekly averages against months of service, with the target" draw={draw} />
      <Details>
        <Details.Summary>Show the curve as a table</Details.Summary>
        <Details.Text>
          <DataTable
            caption="Averages by month of service"
            view={view}
            list={{ rows: byMonth, total: byMonth.length }}
            rowKey={({ month }) => String(month)}
            empty={<p>No week has an entry.</p>}
            columns={[
              { key: 'month', header: 'Month of service', rowHeader: true, cell: ({ month }) => month },
              { key: 'average', header: 'Four weeks at its end', numeric: true, cell: ({ average }) => plainNumber(average) },
              { key: 'target', header: 'Target', numeric: true, cell: ({ target }) => target ?? 'None' },
            ]}
          />
        </Details.Text>
      </Details>
    </>
  );
}

/** The four-week average at the end of each month of service. */
export function monthsOf(weeks: CodingWeek[]): { month: number; average?: number; target?: number }[] {
  const months = new Map<number, { month: number; average?: number; target?: number }>();
  for (const { months: at, fourWeekAverage, target } of weeks) {
    const month = Math.floor(at) + 1;
    months.set(month, { month, average: fourWeekAverage, target });
  }
  return [...months.values()];
}

const symbols = ['circle', 'square', 'triangle', 'diamond'] as const;

/** The four figures of each audit over time, with the thresholds as ticks. */
export function AccuracyChart({ audits }: { audits: AuditSummary[] }) {
  const draw = useCallback(
    (plot: typeof PlotModule, width: number) => {
      const points = audits.flatMap(({ auditedOn, figures }) =>
        figures
          .filter(({ percent: value }) => value !== undefined)
          .map((figure) => ({ ...figure, day: dateOf(auditedOn), facet: codeTypeWord(figure.type) })),
      );
      return plot.plot({
        ...frame(width),
        height: 440,
        marginLeft: 40,
        marginRight: 10,
        x: { type: 'utc', label: null, ticks: width < 500 ? 3 : 6, inset: 12 },
        y: { label: null, domain: [Math.min(70, ...points.map(({ percent: value }) => value ?? 100)), 100], grid: true, ticks: 3 },
        fy: { label: null, domain: codeTypes.map(codeTypeWord), axis: null },
        symbol: { domain: codeTypes.map(codeTypeWord), range: [...symbols] },
        marks: [
          plot.text(codeTypes.map(codeTypeWord), {
            fy: (word: string) => word,
            text: (word: string) => `${word}, %`,
            frameAnchor: 'top-left',
            dy: -14,
          }),
          plot.lineY(points, { fy: 'facet', x: 'day', y: 'percent', ...styles.week }),
          plot.dot(points, { fy: 'facet', x: 'day', y: 'percent', symbol: 'facet', fill: 'currentColor', r: 5 }),
          plot.tickY(
            points.filter(({ required }) => required !== undefined),
            { fy: 'facet', y: 'required', ...styles.target },
          ),
        ],
        insetTop: 8,
        marginTop: 24,
      });
    },
    [audits],
  );
  return (
    <>
      <p>Each mark is an audit; the dashed line is the threshold that it was compared with.</p>
      <Chart label={`Accuracy of the four types of code in ${audits.length} audits. ${audits.map((audit) => `${longDate(audit.auditedOn)}: ${audit.figures.map((figure) => `${codeTypeWord(figure.type)} ${percent(figure.percent)}`).join(', ')}`).join('. ')}`} draw={draw} />
    </>
  );
}
