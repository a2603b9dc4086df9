import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { EmptyState, Loaded, Page, Section } from '@/design';
import { ScoreRanges } from '../profiles/ScoreRanges';
import { ladderQuery } from '../queries';
import type { Ladder, LadderFamily, LadderLevel, LadderProfile, LadderRole } from '../types';
import { bandName, familyName, libraryCrumb, rangeWords } from '../words';
import { bandsShown, type Rung, rungsOf } from './rungs';

/** Profiles and roles from the lowest band to the highest, family by family. */
export function LadderPage() {
  const query = useQuery(ladderQuery);
  return (
    <Page title="The ladder" breadcrumbs={[libraryCrumb]}>
      <p>
        National profiles and your organisation’s roles by band, with the points of each profile and the skill levels
        that go with it. Which role leads to which is on the <Link to="/library/pathway">pathway map</Link>; the reasons
        for the skill levels are with the <Link to="/library/links">links</Link>.
      </p>
      <Loaded query={query} what="the ladder">
        {(ladder) => (
          <>
            {ladder.families.map((family) => (
              <Family key={family.family} ladder={ladder} family={family} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Family({ ladder, family }: { ladder: Ladder; family: LadderFamily }) {
  const shown = bandsShown(ladder);
  const rungs = rungsOf(ladder.bands, family);
  const columns = shown.map((band) => rungs.find((rung) => rung.band === band) ?? { band, profiles: [], roles: [] });
  return (
    <Section title={familyName(family.family)}>
      {family.profiles.length === 0 && family.family === 'security' ? (
        <p>The suite of national profiles has none for information security; these are your organisation’s roles.</p>
      ) : null}
      {family.profiles.length + family.roles.length === 0 ? (
        <EmptyState title="Nothing stands here yet." />
      ) : (
        <>
          <ol className="bw-ladder" style={{ '--bw-rungs': columns.length } as React.CSSProperties}>
            {columns.map((rung) => (
              <RungOf key={rung.band} rung={rung} limits={ladder.bands.find(({ band }) => band === rung.band)} />
            ))}
          </ol>
          {family.profiles.length === 0 ? null : <Scores ladder={ladder} profiles={family.profiles} name={familyName(family.family)} />}
        </>
      )}
    </Section>
  );
}

function RungOf({ rung, limits }: { rung: Rung; limits?: Ladder['bands'][number] }) {
  const empty = rung.profiles.length + rung.roles.length === 0;
  return (
    <li className={empty ? 'bw-ladder__rung bw-ladder__rung--empty' : 'bw-ladder__rung'}>
      <h3 className="bw-ladder__band">
        {bandName(rung.band)}
        {limits ? <span className="bw-note">{rangeWords(limits.min, limits.max)} points</span> : null}
      </h3>
      {empty ? <p className="bw-small">Nothing here</p> : null}
      <ul className="bw-ladder__list">
        {rung.profiles.map((profile) => (
          <li key={profile.id} className="bw-ladder__profile">
            <span className="bw-note">National profile</span>
            <Link to={`/library/profiles/${profile.id}`}>{profile.title}</Link>
            <span className="bw-note">
              {rangeWords(profile.min, profile.max)} points{profile.bands.length > 1 ? `, ${bandName(profile.band).toLowerCase()}` : ''}
            </span>
            <Levels levels={profile.skillLevels} none="No skill level goes with it" />
          </li>
        ))}
        {rung.roles.map((role) => (
          <RoleRung key={role.id} role={role} />
        ))}
      </ul>
    </li>
  );
}

function RoleRung({ role }: { role: LadderRole }) {
  return (
    <li className="bw-ladder__role">
      <span className="bw-note">{role.local ? 'Role' : 'Role of a source document'}</span>
      {role.title}
      <Levels levels={role.skillLevels} none="Asks for no statements yet" />
      <Link className="bw-small" to={`/library/roles/${role.id}`}>
        Open role<span className="nhsuk-u-visually-hidden">: {role.title}</span>
      </Link>
    </li>
  );
}

function Levels({ levels, none }: { levels: LadderLevel[]; none: string }) {
  if (levels.length === 0) return <span className="bw-note">{none}</span>;
  return (
    <span className="bw-note">
      {levels
        .map(({ code, level, essential }) => `${code} ${level}${essential ? '' : ' (desirable)'}`)
        .join(', ')}
    </span>
  );
}

function Scores({ ladder, profiles, name }: { ladder: Ladder; profiles: LadderProfile[]; name: string }) {
  return (
    <>
      <h3 className="nhsuk-heading-s">Scores within the bands’ limits</h3>
      <ScoreRanges
        caption={`Points of the profiles of ${name.toLowerCase()}`}
        ranges={profiles.map(({ id, title, band, bands, min, max }) => ({
          key: id,
          label: `${title} (${bandName(band).toLowerCase()})`,
          min,
          max,
          limits: limitsOf(ladder, bands, { min, max }),
        }))}
      />
      <p className="bw-small">Each bar is a profile’s range of points; the lighter track behind it is its band.</p>
    </>
  );
}

/** From the floor of the lowest of the bands to the ceiling of the highest. */
function limitsOf(ladder: Ladder, bands: string[], otherwise: { min: number; max: number }) {
  const found = ladder.bands.filter(({ band }) => bands.includes(band));
  if (found.length === 0) return otherwise;
  return { min: Math.min(...found.map(({ min }) => min)), max: Math.max(...found.map(({ max }) => max)) };
}
