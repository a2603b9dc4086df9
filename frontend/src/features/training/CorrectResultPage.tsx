import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { EmptyState, Form, LongTextField, longDate, Page, RadiosField, SubmitButton, useDone } from '@/design';
import { crumbsOf } from '@/session/subject';
import { MilestoneFrame } from './MilestoneFrame';
import { ResultFields } from './ResultFields';
import { type ResultDrafts, resultProblems, resultsOf } from './results';
import type { Attempt, Milestone } from './types';

export function CorrectResultPage() {
  const { attemptId = '' } = useParams();
  return (
    <MilestoneFrame>
      {({ milestone, progress, subject, page }) => {
        const attempt = milestone.attempts.find(({ id }) => id === attemptId);
        return (
          <Page
            title={`Put a result right: ${milestone.title}`}
            caption={progress.person.name}
            breadcrumbs={[...crumbsOf(subject, progress.person.name, 'progress'), { label: milestone.title, href: page }]}
          >
            {attempt && milestone.actions.includes('correct_results') ? (
              <CorrectForm milestone={milestone} attempt={attempt} page={page} />
            ) : (
              <EmptyState title="There is no result to put right." />
            )}
          </Page>
        );
      }}
    </MilestoneFrame>
  );
}

function CorrectForm({ milestone, attempt, page }: { milestone: Milestone; attempt: Attempt; page: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const known = attempt.papers.filter(({ outcome }) => outcome !== 'awaited');
  const [paper, setPaper] = useState(known.length === 1 ? (known[0]?.key ?? '') : '');
  const [drafts, setDrafts] = useState<ResultDrafts>({});
  const [reason, setReason] = useState('');
  const chosen = milestone.papers.filter(({ key }) => key === paper);
  const { submit, ...state } = useSubmission({
    check: () => {
      const problems = resultProblems(chosen, drafts);
      const first = chosen[0];
      if (!first) problems.push({ name: 'paper', message: 'Choose the paper' });
      else if (problems.length === 0 && resultsOf(chosen, drafts).length === 0) {
        problems.push({ name: `${first.passMark === undefined ? 'outcome' : 'mark'}-${first.key}`, message: 'Enter the right result' });
      }
      if (reason.trim() === '') problems.push({ name: 'reason', message: 'Say why the result is corrected' });
      return problems;
    },
    send: (_: undefined, key) => {
      const result = resultsOf(chosen, drafts)[0];
      return answer(
        api.POST('/attempts/{id}/corrections', {
          params: { path: { id: attempt.id }, header: { 'Idempotency-Key': key } },
          body: { version: attempt.version, paper, mark: result?.mark, outcome: result?.outcome, reason },
        }),
      );
    },
    done: async () => {
      await refresh();
      await done(page, 'The result is put right; the old one stays in the history.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>The sitting of {longDate(attempt.satOn)}.</p>
      {known.length > 1 ? (
        <RadiosField
          name="paper"
          label="Which paper?"
          value={paper}
          onChange={setPaper}
          choices={known.map((one) => ({ value: one.key, label: one.title, hint: one.mark === undefined ? undefined : `Entered as ${one.mark} %` }))}
        />
      ) : null}
      <ResultFields papers={chosen} value={drafts} onChange={setDrafts} />
      <LongTextField name="reason" label="Why is it corrected?" value={reason} onChange={setReason} rows={3} />
      <SubmitButton pending={state.pending}>Put the result right</SubmitButton>
    </Form>
  );
}
