import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded, Section } from '@/design';
import { LinkSources } from '../LinkSources';
import { linksQuery } from '../queries';
import { bandName } from '../words';

/** The national profiles that go with a skill level, each with the reason. */
export function SkillLevelLinks({ code, level }: { code: string; level: number }) {
  const query = useQuery(linksQuery({ code, level }));
  return (
    <Section title={`National profiles that go with ${code} level ${level}`}>
      <Loaded query={query} what="the links">
        {({ items }) =>
          items.length === 0 ? (
            <p>
              None of the profiles here. <Link to="/library/links">All links, and what has none</Link>
            </p>
          ) : (
            <ul className="bw-hits">
              {items.map((link) => (
                <li key={link.id}>
                  <Link to={`/library/profiles/${link.profileId}`}>{link.profileTitle}</Link>, {bandName(link.band)}
                  <span className="bw-block">{link.reason}</span>
                  <LinkSources sources={link.sources} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
