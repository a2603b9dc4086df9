import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Section, SourceLines } from '@/design';
import { useMay } from '@/session/session';
import { postGapQuery } from '../queries';
import type { PostGap } from '../types';

/** What a role's page says beside the role: whether the post has outgrown its profile, and the way to one's own gap. */
export function RoleGap({ roleId }: { roleId: string }) {
  const gap = useQuery(postGapQuery(roleId)).data;
  const mayList = useMay('post_gaps.read');
  return (
    <>
      <p>
        <Link to={`/progress/gap?role=${roleId}`}>What would I need for this role?</Link>
      </p>
      {gap?.review ? (
        <Section title="Ask for a review of this post">
          <p>The post is meant here, not those who hold it: job evaluation scores the post.</p>
          <PostGapReasons gap={gap} />
          {mayList ? (
            <p>
              <Link to="/library/post-gaps">Every post that has outgrown its profile</Link>
            </p>
          ) : null}
        </Section>
      ) : null}
    </>
  );
}

/** Why a review should be asked for, each reason with the lines that it rests on. */
export function PostGapReasons({ gap }: { gap: PostGap }) {
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {gap.reasons.map(({ text, sources }) => (
        <li key={text}>
          {text}{' '}
          {byDocument(sources).map(({ document, lines }) => (
            <SourceLines key={document} document={document} lines={lines} named />
          ))}
        </li>
      ))}
    </ul>
  );
}

function byDocument(sources: { document: string; line: number }[]): { document: string; lines: number[] }[] {
  const documents = [...new Set(sources.map(({ document }) => document))];
  return documents.map((document) => ({
    document,
    lines: sources.filter((one) => one.document === document).map(({ line }) => line),
  }));
}
