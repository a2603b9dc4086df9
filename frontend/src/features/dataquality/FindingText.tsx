import { SideBySide } from '@/design';
import type { Finding } from './types';

/** What is amiss and why, with the printed text beside its correction where there is one. */
export function FindingText({ finding }: { finding: Finding }) {
  return (
    <>
      <span className="bw-block">{finding.detail}</span>
      {finding.correctedText === '' ? (
        <blockquote className="bw-quote">{finding.sourceText}</blockquote>
      ) : (
        <SideBySide printed={finding.sourceText} corrected={finding.correctedText} />
      )}
    </>
  );
}
