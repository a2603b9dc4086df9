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
    <TextsBeside
      texts={[
        { label: 'As printed', pieces: pieces.printed },
        { label: 'Corrected', pieces: pieces.corrected },
      ]}
    />
  );
}

export interface MarkedText {
  label: string;
  pieces: Piece[];
}

/** Two texts beside each other under their labels, with the words that differ marked. */
export function TextsBeside({ texts }: { texts: MarkedText[] }) {
  return (
    <dl className="bw-side-by-side">
      {texts.map(({ label, pieces }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Marked pieces={pieces} />
          </dd>
        </div>
      ))}
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
