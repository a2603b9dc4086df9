import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import {
  ButtonLink,
  EmptyState,
  Facts,
  Loaded,
  LoadedPage,
  Page,
  Section,
  SideBySide,
  SourceLines,
  StateTag,
} from '@/design';
import { Corrections } from '../Corrections';
import { FactorTable } from './FactorTable';
import { levelsText } from './levels';
import { LinkSources } from '../LinkSources';
import { linksQuery, profileQuery, rolesQuery } from '../queries';
import { rangesOf } from './profileRanges';
import { ScoreRanges } from './ScoreRanges';
import type { JobProfile } from '../types';
import { bandName, libraryCrumb, rangeWords } from '../words';

export function ProfilePage() {
  const { profileId = '' } = useParams();
  const query = useQuery(profileQuery(profileId));
  return (
    <LoadedPage
      query={query}
      what="the profile"
      title="National profile"
      breadcrumbs={[libraryCrumb, { label: 'National profiles', href: '/library/profiles' }]}
    >
      {(profile) => <LoadedProfile key={profileId} profile={profile} />}
    </LoadedPage>
  );
}

function LoadedProfile({ profile }: { profile: JobProfile }) {
  const levels = profile.factors.map(({ levelMin }) => levelMin);
  return (
    <Page
      title={profile.title}
      caption={`National profile, ${bandName(profile.band)}`}
      breadcrumbs={[libraryCrumb, { label: 'National profiles', href: '/library/profiles' }]}
      action={<ButtonLink href={`/library/profiles/compare?id=${profile.id}`}>Compare with another profile</ButtonLink>}
    >
      <div className="bw-columns bw-columns--even">
        <Section title="What the job does">
          <ul className="nhsuk-list nhsuk-list--bullet">
            {profile.jobStatements.map((statement) => (
              <li key={statement}>{statement}</li>
            ))}
          </ul>
          <SourceLines document={profile.document} lines={[profile.jobStatementLine]} />
          {profile.corrections.length > 0 ? <Corrections corrections={profile.corrections} /> : null}
        </Section>
        <Section title="Points against the band">
          <ScoreRanges caption="Points" ranges={rangesOf(profile)} />
          {profile.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Section>
      </div>
      <h2 className="nhsuk-heading-m" id="factors">
        The 16 factors
      </h2>
      <p>
        <Link to={`/library/job-match?levels=${levelsText(levels)}`}>Try a job match from these levels</Link>, or read{' '}
        <Link to="/library/scheme">how the scheme gives points</Link>.
      </p>
      <FactorTable profile={profile} />
      <Findings profile={profile} />
      <div className="bw-columns bw-columns--even">
        <LinkedSkills profileId={profile.id} />
        <RolesOfProfile profileId={profile.id} />
      </div>
      <h2 className="nhsuk-heading-m">In the document</h2>
      <ProfileFacts profile={profile} />
    </Page>
  );
}

function ProfileFacts({ profile }: { profile: JobProfile }) {
  return (
    <Facts
      facts={[
        { term: 'Suite', value: profile.suite },
        { term: 'Label as printed', value: profile.suiteAndLabel },
        {
          term: 'Points as printed',
          value: (
            <>
              {rangeWords(profile.statedMin, profile.statedMax)}{' '}
              <span className="bw-small">(“{profile.totalText}”)</span>{' '}
              <SourceLines document={profile.document} lines={[profile.totalLine]} />
            </>
          ),
        },
        {
          term: 'On the contents page',
          value: (
            <>
              {profile.contentsTitle}, page {profile.contentsPage}{' '}
              <SourceLines document={profile.document} lines={[profile.contentsLine]} />
            </>
          ),
        },
        {
          term: 'Source',
          value: (
            <SourceLines
              document={profile.document}
              lines={Array.from({ length: profile.lastLine - profile.line + 1 }, (_, i) => profile.line + i)}
              named
            />
          ),
        },
      ]}
    />
  );
}

function Findings({ profile }: { profile: JobProfile }) {
  return (
    <Section title={`Findings (${profile.findings.length})`}>
      {profile.findings.length === 0 ? <p>Nothing was found amiss in this profile.</p> : null}
      <ul className="bw-passages">
        {profile.findings.map((finding) => (
          <li key={`${finding.line} ${finding.kind} ${finding.sourceText}`}>
            <p>
              <StateTag kind="severity" state={finding.severity} /> {finding.detail}{' '}
              <SourceLines document={profile.document} lines={[finding.line]} />
            </p>
            {finding.correctedText === '' ? (
              <p className="bw-small">As printed: “{finding.sourceText}”</p>
            ) : (
              <SideBySide printed={finding.sourceText} corrected={finding.correctedText} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LinkedSkills({ profileId }: { profileId: string }) {
  const query = useQuery(linksQuery({ profileId }));
  return (
    <Section title="Skill levels that go with it">
      <Loaded query={query} what="the skill levels">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No skill level goes with this profile.">
              <p>
                <Link to="/library/links">All links, and why some profiles have none</Link>
              </p>
            </EmptyState>
          ) : (
            <ul className="bw-hits">
              {items.map((link) => (
                <li key={link.id}>
                  <Link to={`/library/statements?code=${link.code}&level=${link.level}`}>
                    {link.skill} ({link.code}), level {link.level}
                  </Link>
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

function RolesOfProfile({ profileId }: { profileId: string }) {
  const query = useQuery(rolesQuery);
  return (
    <Section title="Roles that come nearest to it">
      <Loaded query={query} what="the roles">
        {({ items }) => {
          const roles = items.filter(({ profile }) => profile?.id === profileId);
          if (roles.length === 0) return <p>None of the roles here.</p>;
          return (
            <ul className="bw-hits">
              {roles.map((role) => (
                <li key={role.id}>
                  <Link to={`/library/roles/${role.id}`}>{role.title}</Link>, {bandName(role.band)}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Section>
  );
}
