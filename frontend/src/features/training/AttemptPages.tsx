import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { acceptedFiles } from '@/api/upload';
import { useUploads } from '@/api/useUploads';
import {
  CheckboxesField,
  DateField,
  dateProblem,
  EmptyState,
  FileField,
  Form,
  isoOf,
  longDate,
  noDate,
  Page,
  RadiosField,
  SubmitButton,
  useDone,
  useToday,
} from '@/design';
import { crumbsOf, type Subject } from '@/session/subject';
import { MilestoneFrame } from './MilestoneFrame';
import { ResultFields } from './ResultFields';
import { type ResultDrafts, resultProblems, resultsOf } from './results';
import type { Attempt, Milestone } from './types';

export function NewAttemptPage() {
  return (
    <MilestoneFrame>
      {({ milestone, progress, subject, page }) => (
        <Page
          title={`Record a sitting: ${milestone.title}`}
          caption={subject.own ? undefined : progress.person.name}
          breadcrumbs={[...crumbsOf(subject, progress.person.name, 'progress'), { label: milestone.title, href: page }]}
        >
          {milestone.actions.includes('record_attempt') ? (
            <AttemptForm milestone={milestone} subject={subject} page={page} />
          ) : (
            <EmptyState title="A sitting cannot be recorded now.">
              <p>{milestone.because}</p>
            </EmptyState>
          )}
        </Page>
      )}
    </MilestoneFrame>
  );
}

interface AttemptFormProps {
  milestone: Milestone;
  subject: Subject;
  page: string;
}

function AttemptForm({ milestone, subject, page }: AttemptFormProps) {
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [satOn, setSatOn] = useState(noDate);
  const [papers, setPapers] = useState(milestone.papers.length === 1 ? milestone.papers.map(({ key }) => key) : []);
  const [resultsOn, setResultsOn] = useState(noDate);
  const [drafts, setDrafts] = useState<ResultDrafts>({});
  const [resit, setResit] = useState('');
  const letter = useUploads(subject.id, [], true);
  const sat = milestone.papers.filter(({ key }) => papers.includes(key));
  const wrongDate = dateProblem('The date of the sitting', satOn, { required: true, notAfter: today });
  const wrongResults = dateProblem('The date of the results', resultsOn, { notAfter: today });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (wrongDate) problems.push({ name: 'satOn', message: wrongDate.message });
    if (sat.length === 0) problems.push({ name: 'papers', message: 'Choose at least one paper that was sat' });
    if (resit === '') problems.push({ name: 'resit', message: 'Say whether it is the first attempt or a resit' });
    if (wrongResults) problems.push({ name: 'resultsOn', message: wrongResults.message });
    if (letter.sending) problems.push({ name: 'letterId', message: 'Wait until the letter is added, or remove it' });
    return [...problems, ...resultProblems(sat, drafts)];
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) => {
      const results = resultsOf(sat, drafts);
      return answer(
        api.POST('/people/{id}/attempts', {
          params: { path: { id: subject.id }, header: { 'Idempotency-Key': key } },
          body: {
            milestone: milestone.key,
            satOn: isoOf(satOn) ?? '',
            papers: sat.map((paper) => paper.key),
            resultsOn: isoOf(resultsOn),
            results: results.length > 0 ? results : undefined,
            resit: resit === 'yes',
            letterId: letter.ids[0],
          },
        }),
      );
    },
    done: async () => {
      await refresh();
      await done(page, 'The sitting is recorded.');
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <DateField
        name="satOn"
        label="When was it sat?"
        hint="For example, 14 3 2027"
        value={satOn}
        onChange={setSatOn}
        wrong={wrongDate?.parts}
      />
      <CheckboxesField
        name="papers"
        label="Which papers were sat?"
        value={papers}
        onChange={setPapers}
        choices={milestone.papers.map((paper) => ({ value: paper.key, label: paper.title }))}
      />
      <RadiosField
        name="resit"
        label="Which attempt is it?"
        value={resit}
        onChange={setResit}
        choices={[
          { value: 'no', label: 'The first attempt at these papers' },
          { value: 'yes', label: 'A resit' },
        ]}
      />
      <ResultFields papers={sat} value={drafts} onChange={setDrafts} />
      <DateField
        name="resultsOn"
        label="When did the results come? (optional)"
        value={resultsOn}
        onChange={setResultsOn}
        wrong={wrongResults?.parts}
      />
      <LetterField uploads={letter} />
      <SubmitButton pending={state.pending}>Record this sitting</SubmitButton>
    </Form>
  );
}

export function ResultsPage() {
  const { attemptId = '' } = useParams();
  return (
    <MilestoneFrame>
      {({ milestone, progress, subject, page }) => {
        const attempt = milestone.attempts.find(({ id }) => id === attemptId);
        return (
          <Page
            title={`Record results: ${milestone.title}`}
            caption={subject.own ? undefined : progress.person.name}
            breadcrumbs={[
              ...crumbsOf(subject, progress.person.name, 'progress'),
              { label: milestone.title, href: page },
            ]}
          >
            {attempt ? (
              <ResultsForm milestone={milestone} attempt={attempt} page={page} personId={subject.id} />
            ) : (
              <EmptyState title="There is no such sitting." />
            )}
          </Page>
        );
      }}
    </MilestoneFrame>
  );
}

/** The certificate or letter of results as a file. */
function LetterField({ uploads }: { uploads: ReturnType<typeof useUploads> }) {
  return (
    <FileField
      name="letterId"
      label="Certificate or letter of results (optional)"
      hint="PDF, PNG, JPEG, text, CSV, Word or Excel, up to 25 MB"
      files={uploads.files}
      onChoose={uploads.choose}
      onRemove={uploads.remove}
      problem={uploads.problem}
      accept={acceptedFiles}
    />
  );
}

interface ResultsFormProps {
  milestone: Milestone;
  attempt: Attempt;
  page: string;
  personId: string;
}

function ResultsForm({ milestone, attempt, page, personId }: ResultsFormProps) {
  const letter = useUploads(personId, [], true);
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [drafts, setDrafts] = useState<ResultDrafts>({});
  const [resultsOn, setResultsOn] = useState(noDate);
  const wrongDate = dateProblem('The date of the results', resultsOn, { notAfter: today });
  const awaited = milestone.papers.filter((paper) =>
    attempt.papers.some(({ key, outcome }) => key === paper.key && outcome === 'awaited'),
  );

  function check(): FieldProblem[] {
    const problems = resultProblems(awaited, drafts);
    const first = awaited[0];
    if (resultsOf(awaited, drafts).length === 0 && problems.length === 0 && first) {
      const kind = first.passMark === undefined ? 'outcome' : 'mark';
      problems.push({ name: `${kind}-${first.key}`, message: 'Enter at least one result' });
    }
    if (wrongDate) problems.push({ name: 'resultsOn', message: wrongDate.message });
    if (letter.sending) problems.push({ name: 'letterId', message: 'Wait until the letter is added, or remove it' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (version: number, key) =>
      answer(
        api.POST('/attempts/{id}/results', {
          params: { path: { id: attempt.id }, header: { 'Idempotency-Key': key } },
          body: { version, results: resultsOf(awaited, drafts), resultsOn: isoOf(resultsOn), letterId: letter.ids[0] },
        }),
      ),
    done: async () => {
      await refresh();
      await done(page, 'The results are recorded.');
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(attempt.version)}>
      <p>The sitting of {longDate(attempt.satOn)}.</p>
      <ResultFields papers={awaited} value={drafts} onChange={setDrafts} />
      <DateField
        name="resultsOn"
        label="When did the results come? (optional)"
        value={resultsOn}
        onChange={setResultsOn}
        wrong={wrongDate?.parts}
      />
      <LetterField uploads={letter} />
      <SubmitButton pending={state.pending}>Record these results</SubmitButton>
    </Form>
  );
}
