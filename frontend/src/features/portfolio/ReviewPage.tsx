import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { ButtonLink, DateText, EmptyState, Loaded, Page, Section, useControlKeys } from '@/design';
import { subjectOf } from '@/session/subject';
import { useMe } from '@/session/session';
import { ClaimHistory } from './ClaimHistory';
import { ClaimEvidenceList, EarlierClaims, Neighbours, StatementText } from './ClaimParts';
import { DecisionForm } from './DecisionForm';
import { claimQuery, reviewOrderQuery } from './queries';
import type { Claim, ClaimSummary } from './types';
import { statementName } from './words';

export function ReviewPage() {
  const { claimId = '' } = useParams();
  const query = useQuery(claimQuery(claimId));
  const order = useQuery(reviewOrderQuery);
  return (
    <Loaded query={query} what="the claim">
      {/* A claim of its own each time, so that nothing typed for one is left for the next. */}
      {({ value }) => <Review key={value.summary.id} claim={value} order={order.data?.items ?? []} />}
    </Loaded>
  );
}

function Review({ claim, order }: { claim: Claim; order: ClaimSummary[] }) {
  const { summary } = claim;
  const me = useMe();
  const { portfolioPath, progressPath } = subjectOf(summary.person.id, me.person.id);
  const at = order.findIndex(({ id }) => id === summary.id);
  const previous = at > 0 ? order[at - 1] : undefined;
  const next = at >= 0 ? order[at + 1] : undefined;
  const navigate = useNavigate();
  useControlKeys({
    ',': previous && (() => void navigate(`/reviews/${previous.id}`)),
    '.': next && (() => void navigate(`/reviews/${next.id}`)),
  });

  return (
    <Page
      title={statementName(summary.statement)}
      caption={`Review of a claim by ${summary.person.name}`}
      breadcrumbs={[{ label: 'Reviews', href: '/reviews' }]}
    >
      <p>
        {summary.submittedAt ? (
          <>
            Submitted <DateText date={summary.submittedAt} />, waiting for {summary.waitingWorkingDays ?? 0} working
            days.{' '}
          </>
        ) : null}
        <Link to={progressPath}>The record of {summary.person.name}</Link>
      </p>
      <nav className="bw-steps" aria-label="Claims in the queue">
        {previous ? <Link to={`/reviews/${previous.id}`}>Previous claim</Link> : null}
        {next ? <Link to={`/reviews/${next.id}`}>Next claim</Link> : null}
        {at >= 0 ? (
          <span>
            {at + 1} of {order.length}
          </span>
        ) : null}
      </nav>
      <div className="bw-columns bw-columns--even">
        <div>
          <Section title="Statement">
            <StatementText statement={summary.statement} />
            <h3 className="nhsuk-heading-s">The levels below and above</h3>
            <Neighbours claim={claim} />
          </Section>
          {claim.actions.includes('decide') ? (
            <DecisionForm claim={claim} next={next} />
          ) : (
            <EmptyState title="This claim does not wait for your decision.">
              <ButtonLink href="/reviews" secondary>
                Back to the queue
              </ButtonLink>
            </EmptyState>
          )}
          <Section title="History of this claim">
            <ClaimHistory events={claim.history} />
          </Section>
          <Section title="Earlier claims on this aspect">
            <EarlierClaims claim={claim} claimPath={(id) => `${portfolioPath}/claims/${id}`} />
          </Section>
        </div>
        <Section title="Evidence">
          {claim.explanation ? (
            <>
              <h3 className="nhsuk-heading-s">How it shows the statement, in their words</h3>
              <p className="bw-written">{claim.explanation}</p>
            </>
          ) : null}
          <ClaimEvidenceList claim={claim} portfolioPath={portfolioPath} />
        </Section>
      </div>
    </Page>
  );
}
