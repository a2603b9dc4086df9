import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, EmptyState, LoadedPage, Page, Section, StateTag } from '@/design';
import { byAspect, neighbours, roleShares } from './level';
import { LevelLinks } from './LevelLinks';
import { useMine } from './mine';
import { comparePath, levelPath, skillCrumbs, skillsCrumb, statementPath } from './paths';
import { RoleList } from './RequiredBy';
import { skillLevelQuery } from '../queries';
import { MineMark } from './StatementMarks';
import type { RequiringRole, SkillLevelPage } from '../types';
import { bandName, counted, libraryCrumb } from '../words';

/** All that somebody at one level of a skill does. */
export function LevelPage() {
  const { frameworkId = '', code = '', level = '' } = useParams();
  const query = useQuery(skillLevelQuery(frameworkId, code, Number(level)));
  return (
    <LoadedPage
      query={query}
      what="the level"
      title={`${code} level ${level}`}
      breadcrumbs={[libraryCrumb, skillsCrumb]}
    >
      {(page) => <LoadedLevel page={page} />}
    </LoadedPage>
  );
}

function LoadedLevel({ page }: { page: SkillLevelPage }) {
  const { frameworkId, skill, level, levelName } = page;
  const { previous, next } = neighbours(page.otherLevels, level);
  const beside = previous ?? next;
  return (
    <Page
      title={`Level ${level}: ${levelName}`}
      caption={`${skill.name} (${skill.code})`}
      breadcrumbs={skillCrumbs({ frameworkId, code: skill.code, skill: skill.name })}
      action={
        beside ? (
          <ButtonLink
            href={comparePath(frameworkId, skill.code, Math.min(level, beside.level), Math.max(level, beside.level))}
          >
            {`Compare with level ${beside.level}`}
          </ButtonLink>
        ) : null
      }
    >
      <p>
        What somebody at level {level} does: {counted(page.statements.length, 'statement')}.
      </p>
      <nav className="bw-steps" aria-label="Levels of this skill">
        {previous ? (
          <Link to={levelPath(frameworkId, skill.code, previous.level)}>
            Previous: level {previous.level}, {previous.name}
          </Link>
        ) : null}
        {next ? (
          <Link to={levelPath(frameworkId, skill.code, next.level)}>
            Next: level {next.level}, {next.name}
          </Link>
        ) : null}
      </nav>
      <Statements page={page} />
      <LevelLinks code={skill.code} level={level} links={page.links} />
    </Page>
  );
}

function Statements({ page }: { page: SkillLevelPage }) {
  const mine = useMine();
  const { whole, single } = roleShares(page.statements);
  if (page.statements.length === 0) {
    return (
      <EmptyState title="Nothing is stated at this level.">
        <p>Every statement of this level has ended, or it never had one.</p>
      </EmptyState>
    );
  }
  return (
    <>
      {byAspect(page.statements).map(({ aspect, statements }) => (
        <section key={aspect} className="bw-level-aspect">
          <h2 className="nhsuk-heading-s">{aspect}</h2>
          {statements.map(({ statement, examples }) => (
            <div key={statement.id} className="bw-level-statement">
              <p>
                {statement.text} {statement.own === 'local' ? <StateTag kind="ownership" state="local" /> : null}
              </p>
              <MineMark statement={statement} mine={mine} />
              <SingleRoles roles={single.get(statement.id) ?? []} />
              {examples.length > 0 ? (
                <>
                  <h3 className="nhsuk-heading-xs">What good looks like</h3>
                  <ul className="nhsuk-list nhsuk-list--bullet">
                    {examples.map(({ id, text }) => (
                      <li key={id} className="bw-written">
                        {text}
                      </li>
                    ))}
                  </ul>
                </>
              ) : null}
              <Link className="bw-small" to={statementPath(statement.id)}>
                Open the statement
                <span className="nhsuk-u-visually-hidden">
                  : {statement.aspect}, {statement.text}
                </span>
              </Link>
            </div>
          ))}
        </section>
      ))}
      <Section title="Roles that ask for this whole level">
        {whole.length === 0 ? <p>None. Some roles may ask for single statements of it, as said above.</p> : <RoleList roles={whole} />}
      </Section>
    </>
  );
}

function SingleRoles({ roles }: { roles: RequiringRole[] }) {
  if (roles.length === 0) return null;
  return (
    <p className="bw-small">
      Asked for by{' '}
      {roles.map(({ roleId, title, band, importance }, index) => (
        <span key={`${roleId} ${importance}`}>
          {index > 0 ? '; ' : null}
          <Link to={`/library/roles/${roleId}`}>{title}</Link>, {bandName(band)} ({importance})
        </span>
      ))}
      .
    </p>
  );
}
