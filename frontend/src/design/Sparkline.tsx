interface SparklineProps {
  label: string;
  values: number[];
  /** Drawn as a dashed line. */
  target?: number;
}

/** A small line of a few numbers beside the figure that it leads up to. */
export function Sparkline({ label, values, target }: SparklineProps) {
  if (values.length < 2) return null;
  const all = target === undefined ? values : [...values, target];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const y = (value: number) => (high === low ? 15 : 28 - ((value - low) / (high - low)) * 26);
  const x = (index: number) => 2 + (index / (values.length - 1)) * 96;
  return (
    <svg className="bw-sparkline" viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label={label}>
      {target === undefined ? null : <line className="bw-sparkline__target" x1="0" x2="100" y1={y(target)} y2={y(target)} />}
      <polyline points={values.map((value, index) => `${x(index)},${y(value)}`).join(' ')} />
    </svg>
  );
}
