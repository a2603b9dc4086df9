import { Link } from 'react-router';
import { documentName, lineWords, sourcePath } from './sourceLines';

interface SourceLinesProps {
  /** The source document's file name; empty for what no document says. */
  document: string;
  lines: number[];
  /** With the document's number, where the page is not about one document. */
  named?: boolean;
}

/** Where something stands in a source document; opens the document at that line. */
export function SourceLines({ document, lines, named = false }: SourceLinesProps) {
  const words = lineWords(lines);
  if (document === '' || words === '') return null;
  const text = named ? `${documentName(document)}, ${words}` : words;
  return (
    <Link className="bw-source-lines" to={sourcePath(document, Math.min(...lines))}>
      {text.charAt(0).toUpperCase() + text.slice(1)}
    </Link>
  );
}
