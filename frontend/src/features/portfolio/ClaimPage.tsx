import { useQuery } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { ButtonLink, DateText, Facts, Form, Loaded, Page, Section, SubmitButton, useDone } from '@/design';
import { actedWords } from '@/session/covers';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { ClaimHistory } from './ClaimHistory';
import { ClaimedThing } from './ClaimedThing';
import { ClaimEvidenceList, EarlierClaims, Neighbours } from './ClaimParts';
import { Conversation } from './Conversation';
import { ClaimTag, WhyFresh } from './NeedsFresh';
import { FormerReviews } from './FormerReviews';
import { claimQuery } from './queries';
import { SecondLooks } from './SecondLooks';
import { SelfAssessment } from './SelfAssessment';
import type { Claim } from './types';
import { hiddenContent } from './words';

export function ClaimPage() {
  const { claimId = '' } = useParams();
  const subject = useSubject();
  const query = useQuery(claimQuery(claimId));
  return (
    <Loaded query={query} what="the claim">
      {({ value }) => <LoadedClaim claim={value} subject={subject} />}
    </Loaded>
  );
}

function LoadedClaim({ claim, subject }: { claim: Claim; subject: Subject }) {
  const { summary } = claim;
  const { portfolioPath } = subject;
  return (
    <Page
      title={summary.title}
      caption={subject.own ? 'Claim' : `Claim of ${summary.person.name}`}
      breadcrumbs={crumbsOf(subject, summary.person.name, 'portfolio')}
      action={
        claim.actions.includes('decide') || claim.actions.includes('take_over_review') ? (
          <ButtonLink href={`/reviews/${summary.id}`}>Review this claim</ButtonLink>
        ) : null
      }
    >
      {summary.state === 'returned' && summary.contentVisible ? (
        <InsetText>
          <h2 className="nhsuk-heading-s">Why it was returned</h2>
          <p className="bw-written">{summary.reason}</p>
        </InsetText>
      ) : null}
      {summary.needsFreshEvidence ? (
        <InsetText>
          <h2 className="nhsuk-heading-s">This approval needs fresh evidence</h2>
          <p>
            <WhyFresh fresh={summary.needsFreshEvidence} /> What was approved stays in the history below.
            {subject.own ? ' Claim it anew with fresh evidence: it is added to what you were approved on.' : ''}
          </p>
        </InsetText>
      ) : null}
      {summary.sealed ? (
        <InsetText>
          <h2 className="nhsuk-heading-s">This approval waits for your second look</h2>
          <p>
            Who approved it, at which level and why, the review’s steps and the conversation open to you when you have
            judged it.
          </p>
        </InsetText>
      ) : null}
      <ClaimedThing {...summary} />
      <Facts
        facts={[
          {
            term: 'State',
            value: (
              <>
                <ClaimTag state={summary.state} fresh={summary.needsFreshEvidence} sealed={summary.sealed} />
                {summary.state === 'approved_lower' ? ` at level ${summary.approvedLevel ?? ''}` : ''}
              </>
            ),
          },
          { term: 'Submitted', value: summary.submittedAt ? <DateText date={summary.submittedAt} /> : '' },
          {
            term: 'In review',
            value: summary.reviewer ? (
              <>
                {summary.reviewer.name}, since <DateText date={summary.reviewStartedAt} plain />
              </>
            ) : (
              ''
            ),
          },
          { term: 'Decided', value: summary.decidedAt ? <DateText date={summary.decidedAt} /> : '' },
          { term: 'Decided by', value: actedWords(summary.decidedBy, summary.decidedFor) },
        ]}
      />
      <Actions claim={claim} subject={subject} />
      <h2 className="nhsuk-heading-m">Evidence</h2>
      <ClaimEvidenceList claim={claim} portfolioPath={portfolioPath} />
      <h2 className="nhsuk-heading-m">How the evidence shows it</h2>
      {summary.contentVisible ? (
        <p className="bw-written">{claim.explanation === '' ? 'Nothing was written.' : claim.explanation}</p>
      ) : (
        <p>{hiddenContent}</p>
      )}
      <h2 className="nhsuk-heading-m">{subject.own ? 'How I see it myself' : 'Self-assessment'}</h2>
      <SelfAssessment judgement={summary.selfJudgement} reason={claim.selfReason} visible={summary.contentVisible} />
      <Conversation summary={summary} />
      {claim.moderations.length > 0 ? (
        <Section title="Second assessor">
          <SecondLooks claim={claim} />
        </Section>
      ) : null}
      <div className="bw-columns bw-columns--even">
        <div>
          <Section title="History">
            <ClaimHistory events={claim.history} />
          </Section>
          <FormerReviews claimId={claim.summary.id} visible={claim.summary.contentVisible} />
        </div>
        <Section title="Around it">
          {summary.statement ? (
            <>
              <h3 className="nhsuk-heading-s">The levels below and above</h3>
              <Neighbours neighbours={claim.neighbours} />
            </>
          ) : null}
          <h3 className="nhsuk-heading-s">
            {summary.statement ? 'Other claims on this aspect' : 'Other claims on this criterion'}
          </h3>
          <EarlierClaims claim={claim} claimPath={(id) => `${portfolioPath}/claims/${id}`} />
        </Section>
      </div>
    </Page>
  );
}

function Actions({ claim, subject }: { claim: Claim; subject: Subject }) {
  const { summary, actions } = claim;
  const here = `${subject.portfolioPath}/claims/${summary.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (version: number, key) =>
      answer(
        api.POST('/claims/{id}/submit', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: { version },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'Your claim is submitted for review.');
    },
  });

  const own = actions.filter((action) => ['submit', 'edit', 'withdraw'].includes(action));
  if (own.length === 0) return null;
  return (
    <Form {...state} onSubmit={() => void submit(summary.version)}>
      <div className="nhsuk-button-group">
        {summary.needsFreshEvidence && summary.statement ? (
          <ButtonLink href={`${subject.portfolioPath}/claims/new?statement=${summary.statement.id}`}>
            Renew with fresh evidence
          </ButtonLink>
        ) : null}
        {own.includes('submit') ? (
          <SubmitButton pending={state.pending} secondary={Boolean(summary.needsFreshEvidence)}>
            {summary.state === 'returned' || summary.needsFreshEvidence ? 'Submit again' : 'Submit for review'}
          </SubmitButton>
        ) : null}
        {own.includes('edit') ? (
          <ButtonLink href={`${here}/edit`} secondary>
            Change evidence or explanation
          </ButtonLink>
        ) : null}
        {own.includes('withdraw') ? <Link to={`${here}/withdraw`}>Withdraw this claim</Link> : null}
      </div>
    </Form>
  );
}
