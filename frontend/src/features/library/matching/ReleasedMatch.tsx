import { Link } from 'react-router';
import { DateText, StateTag } from '@/design';
import { useMay } from '@/session/session';
import { bandName } from '../words';
import type { RoleMatch } from './types';
import { outcomeWords } from './words';

/** The newest released job match of a role: its outcome, and where it leads. */
export function ReleasedMatch({ match }: { match: RoleMatch }) {
  const mayRead = useMay('matching.read');
  const differs = match.statedBand !== '' && match.band !== '' && match.statedBand !== match.band;
  return (
    <>
      <StateTag kind="match" state={match.outcome} /> Released <DateText date={match.releasedOn} plain />, {match.total}{' '}
      points
      {match.band === '' ? ', no band' : `, ${bandName(match.band).toLowerCase()}`}. The role{' '}
      {outcomeWords(match.outcome)}
      {match.profile ? (
        <>
          {' '}
          <Link to={`/library/profiles/${match.profile.id}`}>{match.profile.name}</Link>
        </>
      ) : null}
      .{differs ? ` Its document states ${bandName(match.statedBand).toLowerCase()}.` : ''}
      {mayRead ? (
        <span className="bw-block">
          <Link to={`/job-matches/${match.id}`}>The job match, with its panel and reasons</Link>
        </span>
      ) : null}
    </>
  );
}
