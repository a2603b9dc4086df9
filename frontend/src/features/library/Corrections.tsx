import { SideBySide } from '@/design';
import type { Correction } from './types';

const fieldWords: Record<string, string> = {
  aspect: 'In the heading',
  text: 'In the text',
  descriptor: 'In the level’s description',
  example: 'In the example',
};

/** What was set right, each beside what the source prints, with the reason. */
export function Corrections({ corrections }: { corrections: Correction[] }) {
  return (
    <ul className="bw-passages">
      {corrections.map(({ field, from, to, reason }) => (
        <li key={`${field} ${from}`}>
          <p className="bw-small">{fieldWords[field] ?? `In “${field}”`}</p>
          <SideBySide printed={from} corrected={to} />
          <p className="bw-small">{reason}</p>
        </li>
      ))}
    </ul>
  );
}
