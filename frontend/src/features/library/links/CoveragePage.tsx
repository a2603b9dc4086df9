import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Bar, BarTable, EmptyState, Loaded, Page, Section, SubNavigation } from '@/design';
import { coverageQuery } from '../queries';
import type { Coverage } from '../types';
import { libraryCrumb, statementName } from '../words';
import { linkPages } from './standing';
import { aspectGap, GapList, levelGap } from './Unlinked';

function bars({ counts }: Coverage): Bar[] {
  const bar = (key: string, label: string, reached: number, all: number): Bar => ({
    key,
    label,
    value: all === 0 ? 0 : (reached / all) * 100,
    shown: `${reached} of ${all}`,
  });
  return [
    bar('profiles', 'National profiles with a skill level', counts.profilesLinked, counts.profiles),
    bar('levels', 'Skill levels with a profile', counts.levelsLinked, counts.levels),
    bar('statements', 'Statements that a role asks for', counts.statementsAsked, counts.statements),
    bar('factors', 'Factors with an aspect', counts.factorsLinked, counts.factors),
    bar('aspects', 'Aspects with a factor', counts.aspectsLinked, counts.aspects),
  ];
}

/** What no link and no role reaches, and why. */
export function CoveragePage() {
  const query = useQuery(coverageQuery);
  return (
    <Page title="Coverage" breadcrumbs={[libraryCrumb]}>
      <SubNavigation label="Links" pages={linkPages} />
      <p>What the links in force and your organisation’s roles reach, and what they leave out.</p>
      <Loaded query={query} what="the coverage">
        {(coverage) => (
          <>
            <BarTable
              caption="What is reached"
              labelHeader="What"
              valueHeader="Reached"
              bars={bars(coverage)}
              full={100}
            />
            <Part title="Profiles without a skill level" none="Every profile goes with a skill level.">
              {coverage.profilesWithoutSkill.map(levelGap)}
            </Part>
            <Part title="Skill levels without a profile" none="Every skill level goes with a profile.">
              {coverage.levelsWithoutProfile.map(levelGap)}
            </Part>
            <Part title="Factors without an aspect" none="Every factor goes with an aspect.">
              {coverage.factorsWithoutAspect.map(aspectGap)}
            </Part>
            <Part title="Aspects without a factor" none="Every aspect goes with a factor.">
              {coverage.aspectsWithoutFactor.map(aspectGap)}
            </Part>
            <Section title="Statements without a role">
              {coverage.statementsWithoutRole.length === 0 ? (
                <EmptyState title="Every statement is asked for by a role." />
              ) : (
                <ul className="bw-passages">
                  {coverage.statementsWithoutRole.map((statement) => (
                    <li key={statement.id}>
                      <p className="bw-passages__text">
                        <Link to={`/library/statements/${statement.id}`}>{statementName(statement)}</Link>
                        <br />
                        {statement.text}
                      </p>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface PartProps {
  title: string;
  none: string;
  children: ReturnType<typeof levelGap>[];
}

function Part({ title, none, children }: PartProps) {
  return <Section title={title}>{children.length === 0 ? <EmptyState title={none} /> : <GapList rows={children} />}</Section>;
}
