import type * as PlotModule from '@/design/plot';
import { useCallback } from 'react';
import { Chart } from '@/design';
import { monthName, plain } from './words';

interface Drawn {
  on: string;
  low: number;
  median: number;
  high: number;
}

interface ForecastChartProps {
  label: string;
  points: Drawn[];
  target?: { wte?: number; by?: string };
  /** The same top for drawings that stand side by side. */
  top?: number;
}

const dateOf = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** The median with the interval of 80 % of the runs and the target's line, each named where it is drawn. */
export function ForecastChart({ label, points, target, top }: ForecastChartProps) {
  const draw = useCallback(
    (plot: typeof PlotModule, width: number) => {
      const last = points.slice(-1);
      const wanted = target?.wte;
      const x = ({ on }: Drawn) => dateOf(on);
      const narrow = width < 500;
      const by = target?.by ? [{ on: target.by, wte: wanted ?? 0 }] : [];
      return plot.plot({
        width,
        height: narrow ? 240 : 340,
        marginLeft: 40,
        marginRight: narrow ? 46 : 96,
        marginBottom: 44,
        style: { background: 'none' },
        x: { type: 'utc', label: null, ticks: narrow ? 3 : 6 },
        y: { label: 'WTE', zero: true, grid: true, nice: true, domain: top === undefined ? undefined : [0, top] },
        marks: [
          plot.areaY(points, { x, y1: 'low', y2: 'high', fill: 'currentColor', fillOpacity: 0.16 }),
          plot.lineY(points, { x, y: 'median', stroke: 'currentColor', strokeWidth: 3 }),
          ...(wanted === undefined
            ? []
            : [
                plot.ruleY([wanted], { stroke: 'currentColor', strokeWidth: 1.5, strokeDasharray: '6 4' }),
                plot.text(points.slice(0, 1), {
                  x,
                  y: wanted,
                  text: () => `Target ${plain(wanted)}`,
                  textAnchor: 'start',
                  dy: -9,
                  fill: 'currentColor',
                  fontWeight: 'bold',
                }),
                plot.dot(by, { x: ({ on }: { on: string }) => dateOf(on), y: 'wte', r: 5, fill: 'currentColor' }),
              ]),
          plot.text(last, { x, y: 'median', text: ({ median }: Drawn) => `${narrow ? '' : 'Median '}${plain(median)}`, textAnchor: 'start', dx: 6, fill: 'currentColor', fontWeight: 'bold' }),
          ...(narrow || !last[0] || last[0].median - last[0].low < 0.05 * (top ?? last[0].high)
            ? []
            : [plot.text(last, { x, y: 'low', text: () => '80 % of runs', textAnchor: 'end', dx: -6, dy: 16, fill: 'currentColor' })]),
        ],
      });
    },
    [points, target, top],
  );
  const end = points.at(-1);
  return (
    <Chart
      label={`${label}. ${end ? `At the end of ${monthName(end.on)}: median ${plain(end.median)} WTE, 80 % of the runs between ${plain(end.low)} and ${plain(end.high)}.` : ''}`}
      draw={draw}
    />
  );
}
