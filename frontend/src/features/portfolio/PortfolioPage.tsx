import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { portfolioQuery } from '@/api/people';
import { BarTable, ButtonLink, FigureCard, FigureCards, Loaded, Page, Section, StateTag } from '@/design';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { DraftsList } from './drafts/DraftsList';
import { EvidenceTable } from './EvidenceTable';
import { StatementsTable } from './StatementsTable';
import type { Portfolio } from './types';
import { statementName } from './words';

export function PortfolioPage() {
  const subject = useSubject();
  const portfolio = useQuery(portfolioQuery(subject.id));
  const name = portfolio.data?.person.name ?? '';
  return (
    <Page
      title={subject.own ? 'My portfolio' : 'Portfolio'}
      caption={subject.own ? undefined : name}
      breadcrumbs={subject.own ? [] : crumbsOf(subject, name, 'progress')}
      action={subject.own ? <ButtonLink href={`${subject.portfolioPath}/evidence/new`}>Add evidence</ButtonLink> : null}
    >
      {subject.own || portfolio.data?.contentVisible ? (
        <p>
          <Link to={`${subject.portfolioPath}/packs`}>Packs: the portfolio as it was on a day, to print, share and take along</Link>
        </p>
      ) : null}
      <Loaded query={portfolio} what="the portfolio">
        {(loaded) => <PortfolioParts portfolio={loaded} subject={subject} />}
      </Loaded>
    </Page>
  );
}

function PortfolioParts({ portfolio, subject }: { portfolio: Portfolio; subject: Subject }) {
  const { counts, role } = portfolio;
  return (
    <>
      {subject.own ? <DraftsList subject={subject} /> : null}
      <FigureCards>
        <FigureCard label="Essential statements approved" figure={`${counts.requiredApproved} of ${counts.required}`}>
          {role ? `What the role ${role.name} asks for.` : 'There is no appointment today, so no role asks for any.'}
        </FigureCard>
        <FigureCard
          label={subject.own ? 'Returned to you' : 'Returned'}
          figure={counts.returned}
          href={counts.returned > 0 ? `${subject.portfolioPath}?state=returned&show=all` : undefined}
        >
          To be changed and submitted again.
        </FigureCard>
        <FigureCard
          label="Waiting for review"
          figure={counts.waiting}
          href={counts.waiting > 0 ? `${subject.portfolioPath}?state=submitted&show=all` : undefined}
        />
        <FigureCard
          label="Need fresh evidence"
          figure={counts.needFreshEvidence}
          href={
            counts.needFreshEvidence > 0 ? `${subject.portfolioPath}?state=needs_fresh_evidence&show=all` : undefined
          }
        >
          Approved once; the approval counts no longer.
        </FigureCard>
        <FigureCard
          label="Draft claims"
          figure={counts.draft}
          href={counts.draft > 0 ? `${subject.portfolioPath}?state=draft&show=all` : undefined}
        />
      </FigureCards>
      <Returned portfolio={portfolio} subject={subject} />
      <h2 className="nhsuk-heading-m" id="statements">
        Statements
      </h2>
      <StatementsTable portfolio={portfolio} subject={subject} />
      <Criteria portfolio={portfolio} subject={subject} />
      <h2 className="nhsuk-heading-m" id="evidence">
        Evidence
      </h2>
      {subject.own ? (
        <p>
          <Link to={`${subject.portfolioPath}/showcase`}>Arrange my showcase</Link>: what stands first here.
        </p>
      ) : null}
      <EvidenceTable subject={subject} contentVisible={portfolio.contentVisible} />
      <BySkill portfolio={portfolio} />
    </>
  );
}

function Returned({ portfolio, subject }: { portfolio: Portfolio; subject: Subject }) {
  const returned = portfolio.statements.filter(({ state }) => state === 'returned');
  const criteria = portfolio.criteria.filter(({ state }) => state === 'returned');
  if (!subject.own || returned.length + criteria.length === 0) return null;
  return (
    <Section title="Returned to you">
      <ul className="nhsuk-list nhsuk-list--bullet">
        {returned.map(({ statement, claimId }) => (
          <li key={statement.id}>
            <Link to={`${subject.portfolioPath}/claims/${claimId ?? ''}`}>{statementName(statement)}</Link>
          </li>
        ))}
        {criteria.map(({ id, title }) => (
          <li key={id}>
            <Link to={`${subject.portfolioPath}/claims/${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The claims on criteria of person specifications. */
function Criteria({ portfolio, subject }: { portfolio: Portfolio; subject: Subject }) {
  if (portfolio.criteria.length === 0) return null;
  return (
    <Section title="Criteria of person specifications">
      <ul className="bw-rows">
        {portfolio.criteria.map(({ id, title, criterion, state, messages }) => (
          <li key={id}>
            <Link to={`${subject.portfolioPath}/claims/${id}`}>{title}</Link> <StateTag kind="claim" state={state} />
            <span className="bw-note">
              {criterion?.role}, {criterion?.group}
              {messages?.unanswered ? '. Unanswered message' : ''}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function BySkill({ portfolio }: { portfolio: Portfolio }) {
  const required = portfolio.skills.filter((skill) => skill.required > 0);
  if (required.length === 0) return null;
  return (
    <Section title="Approved, by skill and level">
      <BarTable
        caption="Essential statements of the role"
        labelHeader="Skill and level"
        valueHeader="Approved"
        full={1}
        bars={required.map((skill) => ({
          key: `${skill.code}${skill.level}`,
          label: `${skill.skill} (${skill.code}), level ${skill.level}`,
          value: skill.requiredApproved / skill.required,
          shown: `${skill.requiredApproved} of ${skill.required}`,
        }))}
      />
    </Section>
  );
}
