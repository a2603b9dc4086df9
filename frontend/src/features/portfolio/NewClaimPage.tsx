import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { portfolioQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, LongTextField, Page, RadiosField, SubmitButton, useDone } from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { CriterionPicker } from './CriterionPicker';
import { EvidenceChoice } from './EvidenceChoice';
import { evidenceChoicesQuery } from './queries';
import { SelfAssessmentFields } from './SelfAssessment';
import { StatementPicker } from './StatementPicker';
import type { Evidence, Portfolio, SelfJudgement } from './types';

export function NewClaimPage() {
  const subject = useSubject();
  const portfolio = useQuery(portfolioQuery(subject.id));
  const evidence = useQuery(evidenceChoicesQuery(subject.id));
  return (
    <Page title="Claim statements or criteria" breadcrumbs={crumbsOf(subject, '', 'portfolio')}>
      <p>A claim says that your evidence shows what a statement of the skill framework, or a criterion of a person
        specification, asks for. Your assessor or manager then reviews it.</p>
      <Loaded query={portfolio} what="your statements">
        {(loaded) => (
          <Loaded query={evidence} what="your evidence">
            {({ items }) => <ClaimForm portfolio={loaded} evidence={items} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function ClaimForm({ portfolio, evidence }: { portfolio: Portfolio; evidence: Evidence[] }) {
  const { id: personId, portfolioPath } = useSubject();
  const [params] = useSearchParams();
  const done = useDone();
  const refresh = useRefresh();
  const [statementIds, setStatementIds] = useState(params.getAll('statement'));
  const [criterionIds, setCriterionIds] = useState(params.getAll('criterion'));
  const [kind, setKind] = useState(criterionIds.length > 0 ? 'criteria' : 'statements');
  const [judgement, setJudgement] = useState('');
  const [selfReason, setSelfReason] = useState('');
  const [evidenceIds, setEvidenceIds] = useState(params.getAll('evidence'));
  const [explanation, setExplanation] = useState('');
  const [then, setThen] = useState('submit');

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (statementIds.length + criterionIds.length === 0) {
      problems.push({
        name: kind === 'criteria' ? 'criterionIds' : 'statementIds',
        message: kind === 'criteria' ? 'Choose at least one criterion' : 'Choose at least one statement',
      });
    }
    if (then === 'submit' && evidenceIds.length === 0) {
      problems.push({ name: 'evidenceIds', message: 'Choose the evidence on which the claim rests' });
    }
    if (then === 'submit' && judgement === '') {
      problems.push({ name: 'selfJudgement', message: 'Say how far you meet it yourself' });
    }
    if (then === 'submit' && selfReason.trim() === '') {
      problems.push({ name: 'selfReason', message: 'Give the reason for your own view' });
    }
    return problems;
  }

  const chosenElsewhere = kind === 'criteria' ? statementIds.length : criterionIds.length;

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/claims', {
          params: { path: { id: personId }, header: { 'Idempotency-Key': key } },
          body: {
            statementIds,
            criterionIds,
            evidenceIds,
            explanation,
            selfReason,
            selfJudgement: judgement === '' ? undefined : (judgement as SelfJudgement),
            submit: then === 'submit',
          },
        }),
      ),
    done: async ({ items }) => {
      const claims = items.length === 1 ? '1 claim' : `${items.length} claims`;
      await refresh();
      await done(
        portfolioPath,
        then === 'submit' ? `${claims} submitted for review.` : `${claims} saved as drafts. Submit them when they are ready.`,
      );
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField
        name="kind"
        label="What do you claim?"
        value={kind}
        onChange={setKind}
        choices={[
          { value: 'statements', label: 'Statements of the skill framework' },
          { value: 'criteria', label: 'Criteria of a person specification' },
        ]}
      />
      {kind === 'criteria' ? (
        <CriterionPicker
          name="criterionIds"
          portfolio={portfolio}
          value={criterionIds}
          onChange={setCriterionIds}
          startWith={params.get('role') ?? ''}
        />
      ) : (
        <StatementPicker name="statementIds" portfolio={portfolio} value={statementIds} onChange={setStatementIds} />
      )}
      {chosenElsewhere > 0 ? (
        <p>
          {kind === 'criteria' ? 'Statements' : 'Criteria'} chosen as well: {chosenElsewhere}.
        </p>
      ) : null}
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
      <RadiosField
        name="submit"
        label="What next?"
        value={then}
        onChange={setThen}
        choices={[
          { value: 'submit', label: 'Submit for review' },
          { value: 'draft', label: 'Keep as a draft' },
        ]}
      />
      <SubmitButton pending={state.pending}>{then === 'submit' ? 'Submit for review' : 'Save drafts'}</SubmitButton>
    </Form>
  );
}
