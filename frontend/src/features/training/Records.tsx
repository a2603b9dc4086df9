import { longDate } from '@/design';
import { actedWords } from '@/session/covers';
import type { MilestoneRecord } from './types';
import { recordStateWord } from './words';

/** Everything that was recorded about a milestone, newest first; what was returned stays. */
export function Records({ records }: { records: MilestoneRecord[] }) {
  return (
    <ol className="bw-history">
      {records.map((record) => (
        <li key={record.id}>
          <strong>{recordStateWord(record.state)}</strong>
          <span className="bw-note">
            {record.startedOn ? `Begun on ${longDate(record.startedOn)}, completed` : 'Completed'} on{' '}
            {longDate(record.completedOn)}. Recorded by {record.recordedBy.name} on {longDate(record.recordedOn)}.
            {record.decidedBy && record.decidedOn
              ? ` ${record.state === 'returned' ? 'Returned' : 'Signed off'} by ${actedWords(record.decidedBy, record.decidedFor)} on ${longDate(record.decidedOn)}.`
              : ''}
          </span>
          <RecordContent record={record} />
          {record.reason ? <blockquote className="bw-quote">{record.reason}</blockquote> : null}
        </li>
      ))}
    </ol>
  );
}

/** What was said about a record, and its certificate. */
export function RecordContent({ record }: { record: MilestoneRecord }) {
  return (
    <>
      {record.result ? <p>Result: {record.result}</p> : null}
      {record.note ? <p className="bw-written">{record.note}</p> : null}
      {record.certificate ? (
        <p>
          Certificate:{' '}
          <a href={`/api/v1/files/${record.certificate.id}`} download>
            {record.certificate.name}
          </a>
        </p>
      ) : null}
    </>
  );
}
