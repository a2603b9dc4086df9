import { useQuery } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api, type Tagged } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { ClaimedThing } from './ClaimedThing';
import { EvidenceChoice } from './EvidenceChoice';
import { claimQuery, evidenceChoicesQuery } from './queries';
import { SelfAssessmentFields } from './SelfAssessment';
import type { Claim, Evidence, SelfJudgement } from './types';

export function EditClaimPage() {
  const { claimId = '' } = useParams();
  const subject = useSubject();
  const claim = useQuery(claimQuery(claimId));
  const evidence = useQuery(evidenceChoicesQuery(subject.id));
  return (
    <Loaded query={claim} what="the claim">
      {(tagged) => (
        <Loaded query={evidence} what="your evidence">
          {({ items }) => <Editing tagged={tagged} evidence={items} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Editing({ tagged: { value, etag }, evidence }: { tagged: Tagged<Claim>; evidence: Evidence[] }) {
  const subject = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const { summary } = value;
  const here = `${subject.portfolioPath}/claims/${summary.id}`;
  const [evidenceIds, setEvidenceIds] = useState(value.evidence.map((one) => one.evidence.id));
  const [explanation, setExplanation] = useState(value.explanation);
  const [judgement, setJudgement] = useState<string>(summary.selfJudgement ?? '');
  const [selfReason, setSelfReason] = useState(value.selfReason);

  const { submit, ...state } = useSubmission({
    send: () =>
      answer(
        api.PATCH('/claims/{id}', {
          params: { path: { id: summary.id }, header: { 'If-Match': etag } },
          body: {
            evidenceIds,
            explanation,
            selfReason,
            selfJudgement: judgement === '' ? undefined : (judgement as SelfJudgement),
          },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'Your changes are saved. Submit the claim when it is ready.');
    },
  });

  return (
    <Page
      title="Change this claim"
      caption={summary.title}
      breadcrumbs={[
        ...crumbsOf(subject, summary.person.name, 'portfolio'),
        { label: summary.title, href: here },
      ]}
    >
      {summary.reason ? (
        <InsetText>
          <h2 className="nhsuk-heading-s">What the reviewer wrote</h2>
          <p className="bw-written">{summary.reason}</p>
        </InsetText>
      ) : null}
      <ClaimedThing {...summary} />
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <EvidenceChoice name="evidenceIds" evidence={evidence} value={evidenceIds} onChange={setEvidenceIds} />
        <LongTextField
          name="explanation"
          label="How the evidence shows it (optional)"
          value={explanation}
          onChange={setExplanation}
        />
        <SelfAssessmentFields
          judgement={judgement}
          onJudgement={setJudgement}
          reason={selfReason}
          onReason={setSelfReason}
        />
        <SubmitButton pending={state.pending}>Save changes</SubmitButton>
      </Form>
    </Page>
  );
}
