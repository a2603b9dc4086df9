import { distance, longDate } from './dates';
import { useToday } from './Today';

interface DateTextProps {
  date: string | null | undefined;
  /** Without the distance from today, for dates whose distance says nothing. */
  plain?: boolean;
  /** What stands where there is no date. */
  none?: string;
}

/** A date as people read it: "14 March 2027 (in 22 days)". */
export function DateText({ date, plain = false, none = 'No date' }: DateTextProps) {
  const today = useToday();
  const long = longDate(date ?? '');
  if (long === '') return <>{none}</>;
  return (
    <time dateTime={date ?? undefined} className="bw-date">
      <span className="bw-nowrap">{long}</span>
      {plain ? null : <span className="bw-nowrap"> ({distance(date ?? '', today)})</span>}
    </time>
  );
}
