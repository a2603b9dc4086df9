import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { DateText, Section, StateTag } from '@/design';
import type { Subject } from '@/session/subject';

/** The actions that were agreed in one-to-ones and appraisals and are still open, and the way to those meetings. */
export function AgreedActions({ subject }: { subject: Subject }) {
  const { data } = useQuery({
    queryKey: ['people', subject.id, 'agreed-actions'],
    queryFn: () => answer(api.GET('/people/{id}/agreed-actions', { params: { path: { id: subject.id } } })),
    // Whoever may see the progress but not the meetings sees nothing here.
    retry: false,
  });
  if (!data) return null;
  const open = data.items.filter(({ state }) => state === 'open');
  return (
    <Section title="Agreed actions">
      {open.length === 0 ? <p>Nothing agreed is open.</p> : null}
      <ul className="bw-rows">
        {open.map(({ id, text, owner, dueOn, overdue, meetingId }) => (
          <li key={id}>
            <Link to={`${subject.progressPath}/appraisals/${meetingId}`}>{text}</Link>
            <span className="bw-note">
              {owner.name}, by <DateText date={dueOn} /> {overdue ? <StateTag kind="agreedAction" state="overdue" /> : null}
            </span>
          </li>
        ))}
      </ul>
      {subject.own ? <Link to="/progress/appraisals">My one-to-ones and appraisals</Link> : null}
    </Section>
  );
}
