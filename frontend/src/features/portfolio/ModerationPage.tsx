import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { DateText, Loaded, Page, Section, StateTag, useDone } from '@/design';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { ClaimedThing } from './ClaimedThing';
import { EvidencePieces, Neighbours } from './ClaimParts';
import { JudgementForm } from './JudgementForm';
import { moderationQuery } from './queries';
import { secondWord } from './SecondLooks';
import { SelfAssessment } from './SelfAssessment';
import type { Schemas } from './types';

type Detail = Schemas['ModerationDetail'];

/** A second assessor judges an approval by the statement and the evidence alone. */
export function ModerationPage() {
  const { moderationId = '' } = useParams();
  const query = useQuery(moderationQuery(moderationId));
  return (
    <Loaded query={query} what="the approval">
      {(detail) => <Looking key={detail.summary.id} detail={detail} />}
    </Loaded>
  );
}

function Looking({ detail }: { detail: Detail }) {
  const { summary } = detail;
  const me = useMe();
  const { portfolioPath } = subjectOf(summary.person.id, me.person.id);
  return (
    <Page
      title={summary.title}
      caption={`Second look at a claim of ${summary.person.name}`}
      breadcrumbs={[{ label: 'Second looks', href: '/reviews/second-looks' }]}
    >
      <p>
        Approved <DateText date={summary.approvedAt} />
        {summary.state === 'waiting' ? (
          '. Who approved it, at which level and why, and what was said about it, you see when you have judged.'
        ) : (
          <>
            {summary.approvedLevel ? ` at level ${summary.approvedLevel}` : ''} by {summary.assessor?.name}.
          </>
        )}
      </p>
      <div className="bw-columns bw-columns--even">
        <div>
          <Section title={summary.statement ? 'Statement' : 'Criterion'}>
            <ClaimedThing {...summary} />
            {summary.statement ? (
              <>
                <h3 className="nhsuk-heading-s">The levels below and above</h3>
                <Neighbours neighbours={detail.neighbours} />
              </>
            ) : null}
          </Section>
          {detail.mine ? <Judging detail={detail} /> : <Judged detail={detail} portfolioPath={portfolioPath} />}
        </div>
        <Section title="Evidence">
          {detail.explanation ? (
            <>
              <h3 className="nhsuk-heading-s">How it shows it, in their words</h3>
              <p className="bw-written">{detail.explanation}</p>
            </>
          ) : null}
          <h3 className="nhsuk-heading-s">How they see it themselves</h3>
          <SelfAssessment judgement={detail.selfJudgement} reason={detail.selfReason ?? ''} visible />
          <EvidencePieces pieces={detail.evidence} portfolioPath={portfolioPath} />
        </Section>
      </div>
    </Page>
  );
}

function Judged({ detail, portfolioPath }: { detail: Detail; portfolioPath: string }) {
  const { summary } = detail;
  if (summary.state === 'overtaken') {
    return (
      <Section title="Overtaken">
        <p>The claim moved on before a second assessor looked at it. There is nothing to judge.</p>
      </Section>
    );
  }
  return (
    <Section title="Both judgements">
      <p>
        <StateTag kind="moderation" state={summary.state} /> {summary.moderator?.name} {secondWord(summary)}.
      </p>
      <blockquote className="bw-quote">{detail.reason}</blockquote>
      <p>{summary.assessor?.name} had approved it{detail.firstReason ? ':' : ' without a comment.'}</p>
      {detail.firstReason ? <blockquote className="bw-quote">{detail.firstReason}</blockquote> : null}
      <p>
        <Link to={`${portfolioPath}/claims/${summary.claimId}`}>The claim with its history</Link>
      </p>
    </Section>
  );
}

function Judging({ detail: { summary, lowerLevels } }: { detail: Detail }) {
  const refresh = useRefresh();
  const goOn = useDone();
  const claimed = summary.statement ? ` at level ${summary.statement.level}` : '';
  return (
    <JudgementForm
      title="Your judgement"
      thing={summary.statement ? 'statement' : 'criterion'}
      lowerLevels={lowerLevels}
      words={{
        approve: `Yes, I would approve it${claimed}`,
        approve_lower: 'It shows a lower level',
        return: 'Not yet, I would return it',
      }}
      needsReason={() => true}
      reasonHint={() => 'The person and the first assessor read it'}
      button="Judge"
      note="Judge as if nobody had before. If you and the first assessor come to different answers, the claim is open again; then a third person decides, or one of you two who comes round to what the other said. Keyboard: Control and Enter judges."
      send={(judged, key) =>
        answer(
          api.POST('/moderations/{id}/decision', {
            params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
            body: { version: summary.version, ...judged },
          }),
        )
      }
      done={async (after) => {
        await refresh();
        await goOn(
          `/reviews/second-looks/${summary.id}`,
          after.summary.state === 'agreed'
            ? 'You agree with the approval. Below is what the first assessor wrote.'
            : 'You disagree. The claim is open again, and both reasons stand in its history.',
        );
      }}
    />
  );
}
