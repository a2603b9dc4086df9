import { SourceLines } from '@/design';

interface LinkSourcesProps {
  sources: { document: string; line: number }[];
}

/** The lines of the source documents that a reason rests on, one link for each document. */
export function LinkSources({ sources }: LinkSourcesProps) {
  const documents = [...new Set(sources.map(({ document }) => document))];
  if (documents.length === 0) return null;
  return (
    <ul className="nhsuk-list bw-tight bw-small">
      {documents.map((document) => (
        <li key={document}>
          <SourceLines
            document={document}
            lines={sources.filter((source) => source.document === document).map(({ line }) => line)}
            named
          />
        </li>
      ))}
    </ul>
  );
}
