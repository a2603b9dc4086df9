import { Link } from 'react-router';
import { Section } from '@/design';
import type { SkillLevelLink } from '../types';
import { bandName } from '../words';

interface LevelLinksProps {
  code: string;
  level: number;
  links: SkillLevelLink[];
}

/** The national profiles that go with a skill level, each with the reason. */
export function LevelLinks({ code, level, links }: LevelLinksProps) {
  return (
    <Section title={`National profiles that go with ${code} level ${level}`}>
      {links.length === 0 ? (
        <p>
          None of the profiles here. <Link to="/library/links">All links, and what has none</Link>
        </p>
      ) : (
        <>
          <ul className="bw-hits">
            {links.map(({ profileId, profileTitle, band, reason }) => (
              <li key={profileId}>
                <Link to={`/library/profiles/${profileId}`}>{profileTitle}</Link>, {bandName(band)}
                <span className="bw-block">{reason}</span>
              </li>
            ))}
          </ul>
          <p>
            <Link to={`/library/links?code=${code}&level=${level}`}>The lines that these links rest on</Link>
          </p>
        </>
      )}
    </Section>
  );
}
