import { differences, type Piece } from './differences';

interface SideBySideProps {
  /** Word for word as the source has it. */
  printed: string;
  corrected: string;
}

/** A text of a source beside its correction, with the words that differ marked in both. */
export function SideBySide({ printed, corrected }: SideBySideProps) {
  const pieces = differences(printed, corrected);
  return (
    <dl className="bw-side-by-side">
      <div>
        <dt>As printed</dt>
        <dd>
          <Marked pieces={pieces.printed} />
        </dd>
      </div>
      <div>
        <dt>Corrected</dt>
        <dd>
          <Marked pieces={pieces.corrected} />
        </dd>
      </div>
    </dl>
  );
}

/** A text with the words marked that another text has differently. */
export function Marked({ pieces }: { pieces: Piece[] }) {
  // Where everything differs, a mark on everything would say nothing.
  if (pieces.length === 1) return pieces[0]?.text;
  return pieces.map(({ text, differs }, index) =>
    differs ? (
      // The pieces have no name of their own; their order is who they are.
      <mark key={index} className="bw-differs">
        {text}
      </mark>
    ) : (
      <span key={index}>{text}</span>
    ),
  );
}
