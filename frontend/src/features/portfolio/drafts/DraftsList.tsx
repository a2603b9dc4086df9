import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { longMoment, Section } from '@/design';
import type { Subject } from '@/session/subject';
import { draftsQuery } from '../queries';
import { keptDrafts } from './keptDrafts';

const nameOf = (title: string, text: string) => {
  const first = [title, text].map((one) => one.trim()).find((one) => one !== '') ?? 'Without a title';
  return first.length > 80 ? `${first.slice(0, 80)}…` : first;
};

/** What the person began to write, on the server and in this browser; only they see it. */
export function DraftsList({ subject }: { subject: Subject }) {
  const { data } = useQuery(draftsQuery(subject.id));
  const known = new Set(data?.items.map(({ id }) => id));
  // What is kept of a draft that was finished or deleted elsewhere still holds words of the person.
  const kept = keptDrafts(subject.id).filter(({ draftId }) => draftId === undefined || !known.has(draftId));
  const drafts = data?.items ?? [];
  if (drafts.length + kept.length === 0) return null;
  const here = `${subject.portfolioPath}/evidence`;
  return (
    <Section title="Drafts: finish or delete">
      <ul className="bw-rows">
        {kept.map(({ key, words, since, draftId }) => (
          <li key={key}>
            <Link to={`${here}/new?${draftId ? `draft=${draftId}` : `kept=${key}`}`}>{nameOf(words.title, words.whatIDid)}</Link>
            <span className="bw-note">Not saved yet. Kept on this computer since {longMoment(since)}</span>
          </li>
        ))}
        {drafts.map(({ id, title, whatIDid, updatedAt }) => (
          <li key={id}>
            <Link to={`${here}/new?draft=${id}`}>{nameOf(title, whatIDid)}</Link>
            <span className="bw-note">
              Saved {longMoment(updatedAt)}. <Link to={`${here}/drafts/${id}/delete`}>Delete{' '}
                <span className="nhsuk-u-visually-hidden">{nameOf(title, whatIDid)}</span></Link>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
