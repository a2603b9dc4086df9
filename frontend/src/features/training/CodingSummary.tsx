import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { codingQuery } from '@/api/people';
import { DateText, longDate, Section, Sparkline } from '@/design';
import type { Subject } from '@/session/subject';

const oneDecimal = (value: number) => value.toFixed(value % 1 === 0 ? 0 : 1);

/** The four-week average beside its target, and the last audit, as small charts. */
export function CodingSummary({ subject }: { subject: Subject }) {
  const { data: practice } = useQuery(codingQuery(subject.id));
  if (!practice || (practice.weeks.length === 0 && practice.audits.length === 0)) return null;
  const base = subject.own ? '/coding' : `${subject.progressPath}/coding`;
  const averages = practice.weeks.slice(-12).flatMap(({ fourWeekAverage }) => (fourWeekAverage === undefined ? [] : [fourWeekAverage]));
  const { fourWeeks, target, audits, actions } = practice;
  const last = audits[0];
  const lowest = [...audits].reverse().map(({ figures }) => Math.min(...figures.map(({ percent }) => percent ?? 100)));
  const below = last?.figures.filter(({ result }) => result === 'below').length ?? 0;
  return (
    <Section title="Coding">
      <p>
        <strong>{fourWeeks.average === undefined ? 'No entry' : oneDecimal(fourWeeks.average)}</strong> episodes a day in four
        weeks{target ? `, target ${target.episodes}` : ''}
        <span className="bw-note">
          {fourWeeks.entries} days entered up to {longDate(practice.asOf)}
        </span>
      </p>
      <Sparkline
        label={`Four-week averages of the last ${averages.length} weeks: ${averages.map(oneDecimal).join(', ')}${target ? `. Target ${target.episodes}, dashed` : ''}`}
        values={averages}
        target={target?.episodes}
      />
      {last ? (
        <>
          <p>
            <Link to={`/coding/audits/${last.id}`}>Last audit</Link> <DateText date={last.auditedOn} />
            <span className="bw-note">
              {below === 0 ? 'No figure below its threshold' : `${below} of 4 figures below the threshold`}
            </span>
          </p>
          <Sparkline label={`Lowest of the four figures of each audit: ${lowest.map((value) => `${oneDecimal(value)} %`).join(', ')}`} values={lowest} />
        </>
      ) : null}
      {actions.length > 0 ? (
        <ul className="bw-rows">
          {actions.map((action) => (
            <li key={action.id}>
              <Link to={`/coding/audits/${action.auditId}`}>{action.what === '' ? 'An action after an audit' : action.what}</Link>
              <span className="bw-note">
                {action.owner.name}, by <DateText date={action.dueOn} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <Link to={base}>{subject.own ? 'My coding' : 'Coding'}</Link>
      </p>
    </Section>
  );
}
