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

function PassageText({ document, passage }: { document: string; passage: Passage }) {
  const source = <SourceLines document={document} lines={passage.lines} />;
  const note = passage.note === '' ? null : <p className="bw-small">{passage.note}</p>;
  if (passage.corrected === '') {
    return (
      <>
        <p className="bw-passages__text">
          {passage.text} {source}
        </p>
        {note}
      </>
    );
  }
  return (
    <>
      <SideBySide printed={passage.text} corrected={passage.corrected} />
      {note}
      {source}
    </>
  );
}
