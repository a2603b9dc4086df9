import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, Facts, LoadedPage, Page, Section, SourceLines, StateTag } from '@/design';
import { useMay } from '@/session/session';
import { Corrections } from '../Corrections';
import { useMine } from './mine';
import { statementQuery } from '../queries';
import { RequiredBy } from './RequiredBy';
import { SkillLevelLinks } from './SkillLevelLinks';
import type { Statement, StatementDetail } from '../types';
import { libraryCrumb } from '../words';

export function StatementPage() {
  const { statementId = '' } = useParams();
  const query = useQuery(statementQuery(statementId));
  return (
    <LoadedPage
      query={query}
      what="the statement"
      title="Statement"
      breadcrumbs={[libraryCrumb, { label: 'Skills', href: '/library/skills' }]}
    >
      {(detail) => <LoadedStatement key={statementId} detail={detail} />}
    </LoadedPage>
  );
}

function LoadedStatement({ detail: { statement, sameAspect } }: { detail: StatementDetail }) {
  const skillPage = `/library/frameworks/${statement.frameworkId}/skills/${statement.code}`;
  return (
    <Page
      title={statement.aspect}
      caption={`${statement.skill} (${statement.code}), level ${statement.level}, ${statement.levelName}`}
      breadcrumbs={[
        libraryCrumb,
        { label: 'Skills', href: '/library/skills' },
        { label: `${statement.skill} (${statement.code})`, href: skillPage },
      ]}
      action={<ClaimButton statement={statement} />}
    >
      <p className="bw-statement-text">{statement.text}</p>
      <InTheSource statement={statement} />
      <OtherLevels statements={sameAspect} />
      <RequiredBy statementId={statement.id} />
      <SkillLevelLinks code={statement.code} level={statement.level} />
    </Page>
  );
}

/** The way to one's own claim on the statement, or to a new one. */
function ClaimButton({ statement }: { statement: Statement }) {
  const may = useMay('portfolio.write');
  const mine = useMine().get(statement.id);
  if (!may) return null;
  if (mine?.claimId !== undefined) {
    return (
      <>
        <StateTag kind="claim" state={mine.state} /> <Link to={`/portfolio/claims/${mine.claimId}`}>Open my claim</Link>
      </>
    );
  }
  return <ButtonLink href={`/portfolio/claims/new?statement=${statement.id}`}>Claim this statement</ButtonLink>;
}

function InTheSource({ statement }: { statement: Statement }) {
  return (
    <Section title="In the source">
      <Facts
        facts={[
          {
            term: 'Heading',
            value: (
              <Verbatim
                text={statement.sourceHeading}
                document={statement.document}
                line={statement.sourceHeadingLine}
              />
            ),
          },
          {
            term: 'Text',
            value: <Verbatim text={statement.sourceText} document={statement.document} line={statement.sourceLine} />,
          },
        ]}
      />
      {statement.corrections.length === 0 ? (
        <p>Nothing was corrected.</p>
      ) : (
        <>
          <h3 className="nhsuk-heading-s">What was corrected, and why</h3>
          <Corrections corrections={statement.corrections} />
        </>
      )}
    </Section>
  );
}

function Verbatim({ text, document, line }: { text: string; document: string; line: number }) {
  return (
    <>
      <span className="bw-block">{text}</span>
      <SourceLines document={document} lines={[line]} named />
    </>
  );
}

function OtherLevels({ statements }: { statements: Statement[] }) {
  return (
    <Section title="The same aspect at other levels">
      {statements.length === 0 ? <p>The source has this aspect at no other level.</p> : null}
      <dl className="bw-aspects">
        {statements.map((other) => (
          <div key={other.id}>
            <dt>
              <Link to={`/library/statements/${other.id}`}>
                Level {other.level}: {other.levelName}
              </Link>
            </dt>
            <dd>{other.text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
