import { InsetText } from 'nhsuk-react-components';
import { useEffect, useRef, useState } from 'react';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DataTable, Form, longDate, Section, StateTag, SubmitButton, useDone, useTableView } from '@/design';
import type { Subject } from '@/session/subject';
import { ReasonField } from './EnterPages';
import { codingPath } from './PracticeFrame';
import type { ActivityLine, ActivityReport } from './types';

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** What the lines do, in one sentence. */
export function reportSentence({ counts }: ActivityReport): string {
  const parts = [
    counts.new > 0 ? `${days(counts.new)} new` : '',
    counts.changed > 0 ? `${days(counts.changed)} corrected` : '',
    counts.same > 0 ? `${days(counts.same)} as entered already` : '',
    counts.refused > 0 ? `${counts.refused === 1 ? '1 line' : `${counts.refused} lines`} refused` : '',
  ].filter((part) => part !== '');
  return `${parts.join(', ')}.`;
}

interface ReportPartProps {
  report: ActivityReport;
  subject: Subject;
  /** Whether lines may be about others than the subject. */
  team?: boolean;
  /** Sends the same again, to be kept. */
  keep: (digest: string, reason: string) => Promise<ActivityReport>;
}

/** What a dry run found, line by line, and the way to keep it. */
export function ReportPart({ report, subject, team = false, keep }: ReportPartProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const view = useTableView('lines');
  const others = report.lines.some(({ outcome, person }) => outcome === 'changed' && (team || !subject.own) && person);
  return (
    <>
      <h2 className="nhsuk-heading-m" tabIndex={-1} ref={heading}>
        What was found
      </h2>
      <p>{reportSentence(report)}</p>
      {report.counts.refused > 0 ? (
        <InsetText>
          <p>
            <span className="nhsuk-u-visually-hidden">Problem: </span>
            Nothing is entered while lines are refused. Mend them, and check again.
          </p>
        </InsetText>
      ) : report.counts.new + report.counts.changed > 0 ? (
        <Keep report={report} subject={subject} askReason={others} keep={keep} />
      ) : (
        <p>Everything is entered already. There is nothing to do.</p>
      )}
      <DataTable
        caption="Line by line"
        view={view}
        list={{ rows: report.lines, total: report.linesTotal }}
        rowKey={({ line }) => String(line)}
        empty={<p>There is no line.</p>}
        columns={[
          { key: 'line', header: 'Line', rowHeader: true, cell: ({ line }) => line },
          ...(team ? [{ key: 'person', header: 'Person', cell: (line: ActivityLine) => line.person?.name ?? 'Not known' }] : []),
          { key: 'date', header: 'Day', cell: (line) => (line.day ? longDate(line.day) : line.typed.date || 'Empty') },
          { key: 'episodes', header: 'Episodes', cell: (line) => <Was now={line.episodes ?? (line.typed.episodes || 'Empty')} before={line.beforeEpisodes} /> },
          { key: 'hours', header: 'Hours', cell: (line) => <Was now={line.hours ?? (line.typed.hours || 'Whole day')} before={line.outcome === 'changed' ? (line.beforeHours ?? 'whole day') : undefined} /> },
          {
            key: 'outcome',
            header: 'What becomes of it',
            cell: (line) => (
              <>
                <StateTag kind="activityLine" state={line.outcome} />
                {line.problems.map(({ column, message }) => (
                  <span className="bw-note" key={column + message}>
                    {column}: {message}
                  </span>
                ))}
                {line.remark ? <span className="bw-note">{line.remark}</span> : null}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

function Was({ now, before }: { now: string | number; before: string | number | undefined }) {
  return (
    <>
      {now}
      {before !== undefined && before !== now ? <span className="bw-note">was {before}</span> : null}
    </>
  );
}

interface KeepProps extends Omit<ReportPartProps, 'team'> {
  askReason: boolean;
}

function Keep({ report, subject, askReason, keep }: KeepProps) {
  const [reason, setReason] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => keep(report.digest, reason),
    done: async (kept) => {
      await refresh();
      await done(codingPath(subject), `Entered: ${reportSentence(kept)}`);
    },
  });
  return (
    <Section title="Enter these days?">
      <Form {...state} onSubmit={() => void submit(undefined)}>
        {askReason ? <ReasonField value={reason} onChange={setReason} /> : null}
        <SubmitButton pending={state.pending}>Enter {days(report.counts.new + report.counts.changed)}</SubmitButton>
      </Form>
    </Section>
  );
}
