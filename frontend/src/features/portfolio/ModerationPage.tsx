import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateText,
  Form,
  Loaded,
  LongTextField,
  Page,
  RadiosField,
  Section,
  SelectField,
  StateTag,
  SubmitButton,
  useControlKeys,
  useDone,
} from '@/design';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { ClaimedThing } from './ClaimedThing';
import { EvidencePieces, Neighbours } from './ClaimParts';
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
        {summary.approvedLevel && summary.approvedLevel !== summary.statement?.level
          ? ` at level ${summary.approvedLevel}`
          : ''}
        .{' '}
        {summary.state === 'waiting'
          ? 'Who approved it, and why, you see when you have judged.'
          : `Approved by ${summary.assessor?.name ?? ''}.`}
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

type Decision = Schemas['SecondDecision'];

function Judging({ detail: { summary, otherLevels } }: { detail: Detail }) {
  const refresh = useRefresh();
  const goOn = useDone();
  const [decision, setDecision] = useState('');
  const [level, setLevel] = useState('');
  const [reason, setReason] = useState('');

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (decision === '') problems.push({ name: 'decision', message: 'Choose whether you agree' });
    if (decision === 'other_level' && level === '') {
      problems.push({ name: 'level', message: 'Choose the level that the evidence shows' });
    }
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Give the reason' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/moderations/{id}/decision', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: {
            version: summary.version,
            decision: decision as Decision,
            level: decision === 'other_level' ? Number(level) : undefined,
            reason,
          },
        }),
      ),
    done: async () => {
      await refresh();
      await goOn(
        `/reviews/second-looks/${summary.id}`,
        decision === 'agree'
          ? 'You agree with the approval. Below is what the first assessor wrote.'
          : 'You disagree. The claim is open again, and both reasons stand in its history.',
      );
    },
  });
  const judge = () => void submit(undefined);
  useControlKeys({ Enter: judge });

  return (
    <Section title="Your judgement">
      <Form {...state} onSubmit={judge}>
        <RadiosField
          name="decision"
          label={`Does the evidence show what the ${summary.statement ? 'statement' : 'criterion'} asks for?`}
          value={decision}
          onChange={setDecision}
          choices={[
            { value: 'agree', label: 'Yes, I agree with the approval' },
            ...(otherLevels.length > 0 ? [{ value: 'other_level', label: 'It shows another level' }] : []),
            { value: 'return', label: 'Not yet, I would return it' },
          ]}
        />
        {decision === 'other_level' ? (
          <SelectField
            name="level"
            label="Which level?"
            value={level}
            onChange={setLevel}
            placeholder="Choose a level"
            choices={otherLevels.map((one) => ({ value: String(one), label: `Level ${one}` }))}
          />
        ) : null}
        <LongTextField
          name="reason"
          label="Reason"
          hint="The person and the first assessor read it"
          value={reason}
          onChange={setReason}
        />
        <SubmitButton pending={state.pending}>Judge</SubmitButton>
        <p className="bw-small">
          Who disagrees opens the claim again. Then a third person decides, or one of you two who comes round to what the other
          said. Keyboard: Control and Enter judges.
        </p>
      </Form>
    </Section>
  );
}
