import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  ButtonLink,
  DataTable,
  DateText,
  Facts,
  Form,
  Loaded,
  longDate,
  longMoment,
  LongTextField,
  Page,
  Section,
  StateTag,
  SubmitButton,
  useTableView,
} from '@/design';
import { useMe } from '@/session/session';
import { crumbsOf, subjectOf } from '@/session/subject';
import { Actions } from './Actions';
import { codingPath } from './PracticeFrame';
import { auditQuery, errorKeysQuery } from './queries';
import type { Audit, Figure } from './types';
import { useToClaim } from './useToClaim';
import { codeTypeWord, confidenceWords, percent, resultSentence } from './words';

/** One audit, for its auditor and for the coder. */
export function AuditPage() {
  const { auditId = '' } = useParams();
  const query = useQuery(auditQuery(auditId));
  return (
    <Loaded query={query} what="the audit">
      {({ value }) => <Content audit={value} />}
    </Loaded>
  );
}

function Content({ audit }: { audit: Audit }) {
  const me = useMe();
  const { summary } = audit;
  const subject = subjectOf(summary.person.id, me.person.id);
  const way = subject.own ? [] : crumbsOf(subject, summary.person.name, 'progress');
  return (
    <Page
      title={summary.subject === '' ? `Audit of ${longDate(summary.auditedOn)}` : summary.subject}
      caption={`Coding audit, ${summary.person.name}`}
      breadcrumbs={[...way, { label: subject.own ? 'My coding' : 'Coding', href: codingPath(subject) }]}
      action={audit.mayEdit ? <ButtonLink href={`/coding/audits/${summary.id}/edit`} secondary>{summary.state === 'draft' ? 'Change the draft' : 'Correct the audit'}</ButtonLink> : undefined}
    >
      {summary.state === 'draft' ? (
        <p>
          <StateTag kind="codingAudit" state="draft" /> Only those who may audit {summary.person.name} see it.
        </p>
      ) : null}
      <p className="nhsuk-body-l">{resultSentence(summary.figures)}</p>
      <FigureTable figures={summary.figures} />
      <Details>
        <Details.Summary>Each figure in a sentence</Details.Summary>
        <Details.Text>
          <ul>
            {summary.figures.map(({ type, because }) => (
              <li key={type}>{because}</li>
            ))}
          </ul>
        </Details.Text>
      </Details>
      {audit.mayRelease ? <Release audit={audit} /> : null}
      {audit.mayAnswer ? <Evidence audit={audit} /> : null}
      <About audit={audit} />
      <ErrorsSection audit={audit} />
      {summary.state === 'released' ? <Feedback audit={audit} /> : null}
      {summary.state === 'released' && (audit.mayAnswer || audit.comment !== '' || summary.acknowledgedOn) ? <Answer audit={audit} /> : null}
      <Earlier audit={audit} />
    </Page>
  );
}

function FigureTable({ figures }: { figures: Figure[] }) {
  const view = useTableView('figures');
  return (
    <DataTable
      caption="Accuracy"
      view={view}
      list={{ rows: figures, total: figures.length }}
      rowKey={({ type }) => type}
      empty={<p>Nothing was examined.</p>}
      columns={[
        { key: 'type', header: 'Type of code', rowHeader: true, cell: ({ type }) => codeTypeWord(type) },
        { key: 'examined', header: 'Examined', numeric: true, cell: ({ examined }) => examined },
        { key: 'errors', header: 'Coder’s errors', numeric: true, cell: ({ errors }) => errors },
        { key: 'others', header: 'Other errors', numeric: true, cell: ({ otherErrors }) => otherErrors },
        { key: 'accuracy', header: 'Accuracy', numeric: true, cell: (figure) => percent(figure.percent) },
        { key: 'all', header: 'With other errors', numeric: true, cell: ({ percentAll }) => percent(percentAll) },
        { key: 'required', header: 'Threshold', numeric: true, cell: ({ required }) => (required === undefined ? 'None' : percent(required)) },
        { key: 'result', header: 'Result', cell: ({ result }) => <StateTag kind="accuracy" state={result} /> },
      ]}
    />
  );
}

function About({ audit: { summary, findings, thresholdSet } }: { audit: Audit }) {
  return (
    <Facts
      facts={[
        { term: 'Audited', value: <DateText date={summary.auditedOn} /> },
        { term: 'Auditor', value: summary.auditor.name },
        { term: 'Sample', value: `${summary.sample} episodes from ${longDate(summary.periodFrom)} to ${longDate(summary.periodTo)}` },
        { term: 'Findings', value: findings },
        {
          term: 'Thresholds',
          value: thresholdSet ? (
            <>
              {thresholdSet.name}
              <span className="bw-note">
                {thresholdSet.source} {confidenceWords[thresholdSet.confidence]}.
              </span>
            </>
          ) : (
            'None was chosen for that day'
          ),
        },
        { term: 'Released', value: summary.releasedOn ? <DateText date={summary.releasedOn} /> : undefined },
      ]}
    />
  );
}

function ErrorsSection({ audit }: { audit: Audit }) {
  const keys = useQuery(errorKeysQuery);
  const view = useTableView('errors');
  if (audit.errors.length === 0) return <p>No error was found.</p>;
  return (
    <Loaded query={keys} what="the error keys">
      {({ items }) => (
        <DataTable
          caption="Errors by key"
          view={view}
          list={{ rows: audit.errors, total: audit.errors.length }}
          rowKey={({ key }) => key}
          empty={null}
          columns={[
            {
              key: 'key',
              header: 'Error',
              rowHeader: true,
              cell: ({ key }) => {
                const known = items.find((item) => item.key === key);
                return known ? (
                  <>
                    {codeTypeWord(known.type)}: {known.title.toLowerCase()}
                    <span className="bw-note">{known.means}</span>
                  </>
                ) : (
                  key
                );
              },
            },
            { key: 'byCoder', header: 'By the coder', numeric: true, cell: ({ byCoder }) => byCoder },
            { key: 'byOther', header: 'Other cause', numeric: true, cell: ({ byOther }) => byOther },
          ]}
        />
      )}
    </Loaded>
  );
}

function Release({ audit: { summary } }: { audit: Audit }) {
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/coding-audits/{id}/release', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: { version: summary.version },
        }),
      ),
    done: refresh,
  });
  return (
    <Section title="Release it?">
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <p>{summary.person.name} then sees the audit. A later correction keeps what it said.</p>
        <div className="nhsuk-button-group">
          <SubmitButton pending={state.pending}>Release the audit</SubmitButton>
          <Link to={`/coding/audits/${summary.id}/discard`}>Discard the draft</Link>
        </div>
      </Form>
    </Section>
  );
}

function Evidence({ audit }: { audit: Audit }) {
  const toClaim = useToClaim();
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/coding-audits/{id}/evidence', {
          params: { path: { id: audit.summary.id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    done: toClaim,
  });
  if (audit.evidenceId) {
    return (
      <p>
        This audit is in your portfolio. <Link to={`/portfolio/evidence/${audit.evidenceId}`}>Open the evidence</Link>
      </p>
    );
  }
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <SubmitButton pending={state.pending}>Add to my portfolio</SubmitButton>
    </Form>
  );
}

/** What the form of the milestone starts with: the day of the session, and which audit it was about. */
function feedbackParams({ feedbackOn, auditedOn, subject }: Audit['summary']) {
  return new URLSearchParams({
    on: feedbackOn ?? '',
    note: `Feedback on the audit of ${longDate(auditedOn)}: ${subject}.`,
  });
}

function Feedback({ audit }: { audit: Audit }) {
  const { summary, actions, mayGiveFeedback } = audit;
  const base = `/coding/audits/${summary.id}`;
  return (
    <Section title="Feedback and actions">
      {summary.feedbackOn ? (
        <>
          <p>
            Session on <DateText date={summary.feedbackOn} />
            {audit.feedbackWith ? ` with ${audit.feedbackWith.name}` : ''}. Both sides see the note.
          </p>
          {audit.feedbackNote ? <p>{audit.feedbackNote}</p> : null}
          {audit.mayAnswer ? (
            <p>
              <Link to={`/progress/milestones/audit-feedback/record?${feedbackParams(summary).toString()}`}>Record the feedback on your road to ACC</Link>
            </p>
          ) : null}
        </>
      ) : (
        <p>No feedback session is recorded yet.</p>
      )}
      {actions.length > 0 ? <Actions actions={actions} here /> : null}
      {mayGiveFeedback ? (
        <p className="bw-actions">
          <Link to={`${base}/feedback`}>{summary.feedbackOn ? 'Change the feedback session' : 'Record the feedback session'}</Link>
          <Link to={`${base}/actions/new`}>Agree an action</Link>
        </p>
      ) : null}
    </Section>
  );
}

function Answer({ audit: { summary, comment, mayAnswer } }: { audit: Audit }) {
  const refresh = useRefresh();
  const [text, setText] = useState(comment);
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/coding-audits/{id}/acknowledge', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: { version: summary.version, comment: text },
        }),
      ),
    done: refresh,
  });
  const seen = summary.acknowledgedOn;
  return (
    <Section title={mayAnswer ? 'Your answer' : 'The coder’s answer'}>
      {seen ? (
        <p>
          Seen <DateText date={seen} />.
        </p>
      ) : null}
      {comment !== '' ? <p>{comment}</p> : null}
      {mayAnswer ? (
        <Form {...state} onSubmit={() => void submit(undefined)}>
          <LongTextField name="comment" label="Your comment (optional)" hint="The auditor sees it" value={text} onChange={setText} rows={3} />
          <SubmitButton secondary pending={state.pending}>
            {seen ? 'Save my comment' : 'I have seen this audit'}
          </SubmitButton>
        </Form>
      ) : null}
    </Section>
  );
}

function Earlier({ audit: { versions } }: { audit: Audit }) {
  if (versions.length === 0) return null;
  return (
    <Section title="Before it was corrected">
      <ul className="bw-rows">
        {versions.map((version) => (
          <li key={version.number}>
            {version.figures.map((figure) => `${codeTypeWord(figure.type)} ${percent(figure.percent)}`).join(', ')}
            <span className="bw-note">
              Corrected by {version.changedBy.name}, {longMoment(version.changedAt)}
              {version.reason ? `: ${version.reason}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
