import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { ButtonLink, EmptyState, Form, LoadedPage, LongTextField, Page, RadiosField, SubmitButton, useDone } from '@/design';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { gapQuery } from './queries';
import type { Readiness, Requirement } from './types';

/** A manager or an assessor says whether a person meets a criterion of a person specification. */
export function ConfirmCriterionPage() {
  const { criterionId = '' } = useParams();
  const [params] = useSearchParams();
  const subject = useSubject();
  const query = useQuery(gapQuery(subject.id, params.get('role') ?? ''));
  return (
    <LoadedPage query={query} what="the criterion" title="Judge a criterion" breadcrumbs={crumbsOf(subject, 'Person', 'progress')}>
      {(readiness) => {
        const line = readiness.requirements.find((one) => one.criterionId === criterionId);
        const back = `${subject.progressPath}/gap?role=${readiness.role.id}`;
        if (line === undefined || line.actions.length === 0) {
          return (
            <Page title="Judge a criterion" breadcrumbs={crumbsOf(subject, readiness.person.name, 'progress')}>
              <EmptyState title="This criterion is not yours to judge, or the role does not ask for it any more.">
                <ButtonLink href={back} secondary>
                  Back to the gap
                </ButtonLink>
              </EmptyState>
            </Page>
          );
        }
        return <Judging readiness={readiness} line={line} subject={subject} back={back} />;
      }}
    </LoadedPage>
  );
}

interface JudgingProps {
  readiness: Readiness;
  line: Requirement;
  subject: Subject;
  back: string;
}

function Judging({ readiness, line, subject, back }: JudgingProps) {
  const { person, role } = readiness;
  const before = line.confirmation;
  const goOn = useDone();
  const refresh = useRefresh();
  const [met, setMet] = useState('');
  const [reason, setReason] = useState('');

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (met === '') problems.push({ name: 'met', message: `Choose whether ${person.name} meets it` });
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Give the reason: what you saw or checked' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (judgement: { met: boolean; reason: string }, key) =>
      before
        ? answer(
            api.PATCH('/criterion-confirmations/{id}', {
              params: { path: { id: before.id }, header: { 'If-Match': `"${before.version}"` } },
              body: judgement,
            }),
          )
        : answer(
            api.POST('/people/{id}/criterion-confirmations', {
              params: { path: { id: person.id }, header: { 'Idempotency-Key': key } },
              body: { criterionId: line.criterionId ?? '', ...judgement },
            }),
          ),
    done: async (kept) => {
      await refresh();
      await goOn(back, kept.met ? `${person.name} meets “${kept.criterion}”.` : `“${kept.criterion}” is not met yet.`);
    },
  });

  return (
    <Page
      title={before ? 'Judge a criterion anew' : 'Judge a criterion'}
      caption={person.name}
      breadcrumbs={[...crumbsOf(subject, person.name, 'progress'), { label: `Gap for ${role.name}`, href: back }]}
    >
      <p>
        The person specification of {role.name} asks as {line.importance}, under {line.title}:
      </p>
      <blockquote className="bw-statement">{line.text}</blockquote>
      {before ? (
        <p>
          {line.because}
          {before.reason ? ` Reason: ${before.reason}` : ''}
        </p>
      ) : null}
      <Form {...state} onSubmit={() => void submit({ met: met === 'yes', reason })}>
        <RadiosField
          name="met"
          label={`Does ${person.name} meet it?`}
          value={met}
          onChange={setMet}
          choices={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'Not yet' },
          ]}
        />
        <LongTextField
          name="reason"
          label="Reason"
          hint={`What you saw or checked. ${person.name} reads it.`}
          value={reason}
          onChange={setReason}
          rows={3}
        />
        <SubmitButton pending={state.pending}>Save the judgement</SubmitButton>
      </Form>
    </Page>
  );
}
