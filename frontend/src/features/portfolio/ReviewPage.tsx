import { useQuery } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { ButtonLink, DateText, EmptyState, Loaded, longDate, Page, Section, useControlKeys } from '@/design';
import { subjectOf } from '@/session/subject';
import { useMe } from '@/session/session';
import { ClaimHistory } from './ClaimHistory';
import { AgeTag } from './AgeTag';
import { ClaimedThing } from './ClaimedThing';
import { ClaimEvidenceList, EarlierClaims, Neighbours } from './ClaimParts';
import { Conversation } from './Conversation';
import { DecisionForm } from './DecisionForm';
import { claimQuery, queueFilterOf, reviewOrderQuery } from './queries';
import { ReviewSteps } from './ReviewSteps';
import { SecondLooks } from './SecondLooks';
import { SelfAssessment } from './SelfAssessment';
import { FormerReviews } from './FormerReviews';
import type { Claim, ClaimSummary } from './types';

export function ReviewPage() {
  const { claimId = '' } = useParams();
  const query = useQuery(claimQuery(claimId));
  const [params] = useSearchParams();
  const order = useQuery(reviewOrderQuery(queueFilterOf(params)));
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
  const disputed = claim.moderations.some(({ state, finalAt }) => state === 'disagreed' && !finalAt);
  const navigate = useNavigate();
  const { search } = useLocation();
  const age = at >= 0 ? order[at]?.age : undefined;
  useControlKeys({
    ',': previous && (() => void navigate(`/reviews/${previous.id}${search}`)),
    '.': next && (() => void navigate(`/reviews/${next.id}${search}`)),
  });

  return (
    <Page
      title={summary.title}
      caption={`Review of a claim by ${summary.person.name}`}
      breadcrumbs={[{ label: 'Reviews', href: `/reviews${search}` }]}
    >
      <p>
        {summary.submittedAt ? (
          <>
            Submitted <DateText date={summary.submittedAt} />, waiting for {summary.waitingWorkingDays ?? 0} working
            days. <AgeTag age={age} />{' '}
          </>
        ) : null}
        <Link to={progressPath}>The record of {summary.person.name}</Link>
      </p>
      {summary.covering ? (
        <InsetText>
          <p>
            You decide this for {summary.covering.person.name}, who is away until {longDate(summary.covering.until)}. Both names are
            shown with the decision.
          </p>
        </InsetText>
      ) : null}
      <nav className="bw-steps" aria-label="Claims in the queue">
        {previous ? <Link to={`/reviews/${previous.id}${search}`}>Previous claim</Link> : null}
        {next ? <Link to={`/reviews/${next.id}${search}`}>Next claim</Link> : null}
        {at >= 0 ? (
          <span>
            {at + 1} of {order.length}
          </span>
        ) : null}
      </nav>
      <div className="bw-columns bw-columns--even">
        <div>
          <Section title={summary.statement ? 'Statement' : 'Criterion'}>
            <ClaimedThing {...summary} />
            {summary.statement ? (
              <>
                <h3 className="nhsuk-heading-s">The levels below and above</h3>
                <Neighbours neighbours={claim.neighbours} />
              </>
            ) : null}
          </Section>
          {disputed ? (
            <Section title="Two assessors disagree">
              <SecondLooks claim={claim} />
            </Section>
          ) : null}
          {claim.actions.includes('decide') ? (
            <>
              <DecisionForm claim={claim} next={next} />
              <ReviewSteps claim={claim} />
            </>
          ) : claim.actions.includes('take_over_review') ? (
            <Section title="In review by somebody else">
              <ReviewSteps claim={claim} />
            </Section>
          ) : (
            <EmptyState title="This claim does not wait for your decision.">
              <ButtonLink href={`/reviews${search}`} secondary>
                Back to the queue
              </ButtonLink>
            </EmptyState>
          )}
          <Section title="History of this claim">
            <ClaimHistory events={claim.history} />
          </Section>
          <Conversation summary={summary} />
          <FormerReviews claimId={summary.id} visible={summary.contentVisible} />
          <Section title={summary.statement ? 'Earlier claims on this aspect' : 'Earlier claims on this criterion'}>
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
          <h3 className="nhsuk-heading-s">How they see it themselves</h3>
          <SelfAssessment judgement={summary.selfJudgement} reason={claim.selfReason} visible={summary.contentVisible} />
          <ClaimEvidenceList claim={claim} portfolioPath={portfolioPath} />
        </Section>
      </div>
    </Page>
  );
}
