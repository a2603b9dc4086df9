import { longDate } from '@/design';
import type { DateMove } from './types';

/** "The NCCQ: due 2 March 2029 instead of 1 September 2028". */
export function moveSentence(move: DateMove): string {
  const what = move.earliest ? 'not before' : 'due';
  const to = move.to ? longDate(move.to) : 'no date';
  const from = move.from ? longDate(move.from) : 'no date';
  return `${move.title}: ${what} ${to} instead of ${from}`;
}

/** The dates that something moves, as a list; says so when it moves none. */
export function Moves({ moves, none }: { moves: DateMove[]; none: string }) {
  if (moves.length === 0) return <p>{none}</p>;
  return (
    <ul className="bw-plain">
      {moves.map((move) => (
        <li key={`${move.milestone} ${move.earliest}`}>{moveSentence(move)}</li>
      ))}
    </ul>
  );
}
