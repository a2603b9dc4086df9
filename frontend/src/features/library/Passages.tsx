import { SideBySide, SourceLines } from '@/design';
import type { Passage } from './types';

interface PassagesProps {
  document: string;
  passages: Passage[];
}

/** Pieces of a document, word for word, each with its lines and, where it was set right, its correction. */
export function Passages({ document, passages }: PassagesProps) {
  return (
    <ul className="bw-passages">
      {passages.map((passage) => (
        <li key={`${passage.lines.join(' ')} ${passage.text}`}>
          <PassageText document={document} passage={passage} />
        </li>
      ))}
    </ul>
  );
}

/** One piece of a document with its lines. */
export function PassageText({ document, passage }: { document: string; passage: Passage }) {
  return (
    <>
      {passage.corrected === '' ? (
        <p className="bw-passages__text">{passage.text}</p>
      ) : (
        <SideBySide printed={passage.text} corrected={passage.corrected} />
      )}
      {passage.note === '' ? null : <p className="bw-small">{passage.note}</p>}
      <SourceLines document={document} lines={passage.lines} />
    </>
  );
}
