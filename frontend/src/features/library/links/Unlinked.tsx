import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { LinkSources } from '../LinkSources';
import type { Unlinked as UnlinkedRow, UnlinkedAspect } from '../types';

interface Row {
  key: string;
  name: ReactNode;
  reason: string;
  sources: { document: string; line: number }[];
}

/** What has no link, each with the reason and the lines it rests on. */
export function GapList({ rows }: { rows: Row[] }) {
  return (
    <ul className="bw-passages">
      {rows.map(({ key, name, reason, sources }) => (
        <li key={key}>
          <p className="bw-passages__text">
            {name}
            <br />
            {reason}
          </p>
          <LinkSources sources={sources} />
        </li>
      ))}
    </ul>
  );
}

export function levelGap({ code, skill, level, profile, reason, sources }: UnlinkedRow): Row {
  return {
    key: profile?.id ?? `${code} ${level}`,
    name: profile ? (
      <Link to={`/library/profiles/${profile.id}`}>{profile.name}</Link>
    ) : (
      <Link to={`/library/statements?code=${code}&level=${level}`}>
        {skill} ({code}), level {level}
      </Link>
    ),
    reason,
    sources,
  };
}

export function aspectGap({ code, aspect, factor, factorName, reason, sources }: UnlinkedAspect): Row {
  return {
    key: factor > 0 ? `factor ${factor}` : `${code} ${aspect}`,
    name:
      factor > 0 ? (
        `Factor ${factor}, ${factorName}`
      ) : (
        <Link to={`/library/statements?code=${code}&q=${encodeURIComponent(aspect)}`}>
          {aspect} ({code})
        </Link>
      ),
    reason,
    sources,
  };
}

/** What a list of links does not reach. */
export function Unlinked({ rows }: { rows: UnlinkedRow[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Without a link, and why</h2>
      <GapList rows={rows.map(levelGap)} />
    </>
  );
}
