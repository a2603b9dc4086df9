import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, Facts, LoadedPage, Page, Section, SourceLines, StateTag } from '@/design';
import { useMay } from '@/session/session';
import { Corrections } from '../Corrections';
import { Examples } from './Examples';
import { LevelLinks } from './LevelLinks';
import { useMine } from './mine';
import { draftPath, levelPath, skillCrumbs, skillsCrumb, statementPath } from './paths';
import { RoleList } from './RequiredBy';
import { Ended, History, Replaces } from './StatementHistory';
import { statementQuery } from '../queries';
import type { Statement, StatementDetail } from '../types';
import { libraryCrumb } from '../words';

export function StatementPage() {
  const { statementId = '' } = useParams();
  const query = useQuery(statementQuery(statementId));
  return (
    <LoadedPage query={query} what="the statement" title="Statement" breadcrumbs={[libraryCrumb, skillsCrumb]}>
      {(detail) => <LoadedStatement key={statementId} detail={detail} />}
    </LoadedPage>
  );
}

function LoadedStatement({ detail }: { detail: StatementDetail }) {
  const { statement } = detail;
  return (
    <Page
      title={statement.aspect}
      caption={`${statement.skill} (${statement.code}), level ${statement.level}, ${statement.levelName}`}
      breadcrumbs={[
        ...skillCrumbs(statement),
        {
          label: `Level ${statement.level}`,
          href: levelPath(statement.frameworkId, statement.code, statement.level),
        },
      ]}
      action={<ClaimButton statement={statement} />}
    >
      <Ended detail={detail} />
      <p className="bw-statement-text">{statement.text}</p>
      <p>
        <StateTag kind="ownership" state={statement.own} />{' '}
        {statement.reworded ? <span>Your organisation’s edition words it differently from the national source.</span> : null}
      </p>
      <EditLinks statement={statement} />
      <Examples statement={statement} examples={detail.examples} />
      <Section title="Where it is required">
        {detail.requiredBy.length === 0 ? <p>No role asks for it.</p> : <RoleList roles={detail.requiredBy} />}
      </Section>
      <Section title="Who may claim and approve it">
        <ul className="nhsuk-list nhsuk-list--bullet">
          {detail.evidencedBy.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      <InTheSource statement={statement} />
      <Replaces detail={detail} />
      <History detail={detail} />
      <OtherLevels statements={detail.sameAspect} />
      <LevelLinks code={statement.code} level={statement.level} links={detail.links} />
      <p className="bw-small bw-address">
        Permanent address of this statement:{' '}
        <Link to={statementPath(statement.id)}>
          {window.location.origin}
          {statementPath(statement.id)}
        </Link>
      </p>
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
  if (statement.endsOn !== undefined) return null;
  return <ButtonLink href={`/portfolio/claims/new?statement=${statement.id}`}>Claim this statement</ButtonLink>;
}

/** What a standards lead may do with a statement in force, by way of the draft. */
function EditLinks({ statement }: { statement: Statement }) {
  const may = useMay('framework.edit');
  if (!may || statement.endsOn !== undefined) return null;
  const page = draftPath(statement.frameworkId, `statements/${statement.id}`);
  return (
    <p className="bw-actions">
      <Link to={page}>Change this statement</Link>
      <Link to={`${page}/end`}>End this statement</Link>
    </p>
  );
}

function InTheSource({ statement }: { statement: Statement }) {
  if (statement.own === 'local') {
    return (
      <Section title="In the source">
        <p>This is a local statement: your organisation wrote it, no source document has it.</p>
      </Section>
    );
  }
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
          {
            term: 'National wording',
            value: statement.reworded ? (
              <>
                <span className="bw-block">{statement.nationalAspect}</span>
                {statement.nationalText}
              </>
            ) : undefined,
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
    <Section title="The same aspect elsewhere in the skill">
      {statements.length === 0 ? <p>The skill has this aspect at no other level.</p> : null}
      <dl className="bw-aspects">
        {statements.map((other) => (
          <div key={other.id}>
            <dt>
              <Link to={statementPath(other.id)}>
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
