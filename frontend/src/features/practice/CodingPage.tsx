import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { codingQuery } from '@/api/people';
import { useSubmission } from '@/api/submit';
import {
  ButtonLink,
  DateText,
  EmptyState,
  FigureCard,
  FigureCards,
  Form,
  Loaded,
  longDate,
  Section,
  SelectField,
  SubmitButton,
  TodayContext,
  Why,
} from '@/design';
import { useMay, useMe } from '@/session/session';
import type { Subject } from '@/session/subject';
import { Actions } from './Actions';
import { AuditTable } from './AuditTable';
import { AccuracyChart, DaysChart, LearningCurve, WeeksChart } from './Charts';
import { codingPath, PracticeFrame } from './PracticeFrame';
import type { Practice } from './types';
import { useToClaim } from './useToClaim';
import { plainNumber, resultSentence } from './words';

/** My coding, and the same page about somebody else with what the viewer may do. */
export function CodingPage() {
  return (
    <PracticeFrame title="Coding" top>
      {(subject) => <Content subject={subject} />}
    </PracticeFrame>
  );
}

function Content({ subject }: { subject: Subject }) {
  const query = useQuery(codingQuery(subject.id));
  return (
    <>
      {subject.own ? <WiderPages /> : null}
      <Loaded query={query} what="the coding">
        {(practice) => (
          <TodayContext value={practice.asOf}>
            <Figures practice={practice} />
            <Activity practice={practice} subject={subject} />
            <Accuracy practice={practice} subject={subject} />
            {practice.actions.length > 0 ? (
              <Section title="Agreed after audits">
                <Actions actions={practice.actions} />
              </Section>
            ) : null}
            <Definitions />
          </TodayContext>
        )}
      </Loaded>
    </>
  );
}

/** The pages about more people than oneself, and the settings. */
function WiderPages() {
  const { roles } = useMe();
  const settings = useMay('practice.settings');
  const team = ['mentor', 'assessor', 'manager', 'workforce_lead', 'auditor'].some((role) => roles.includes(role));
  if (!team && !settings) return null;
  return (
    <p className="bw-actions">
      {team ? <Link to="/coding/team">Coding of the people you look after</Link> : null}
      {settings ? <Link to="/coding/settings">Targets and thresholds</Link> : null}
    </p>
  );
}

function Figures({ practice }: { practice: Practice }) {
  const { fourWeeks, target, audits, asOf } = practice;
  const last = audits[0];
  return (
    <FigureCards>
      <FigureCard label="Episodes a day, four weeks" figure={plainNumber(fourWeeks.average)}>
        <Why>{fourWeeks.because}</Why>
      </FigureCard>
      <FigureCard label="Target for a whole day" figure={target ? target.episodes : 'Not set'}>
        {target ? <Why>{target.because}</Why> : 'The standards lead has set no target yet.'}
      </FigureCard>
      <FigureCard label="Last audit" figure={last ? longDate(last.auditedOn) : 'None'} href={last ? `/coding/audits/${last.id}` : undefined}>
        {last ? resultSentence(last.figures) : `No audit was released up to ${longDate(asOf)}.`}
      </FigureCard>
    </FigureCards>
  );
}

function Activity({ practice, subject }: { practice: Practice; subject: Subject }) {
  const base = codingPath(subject);
  const { weeks, days, mayEnter, quarters, lastEntryOn } = practice;
  return (
    <>
      {mayEnter ? (
        <div className="nhsuk-button-group">
          <ButtonLink href={`${base}/enter`}>Enter a day</ButtonLink>
          <ButtonLink href={`${base}/week`} secondary>
            Enter a week
          </ButtonLink>
          <ButtonLink href={`${base}/paste`} secondary>
            Paste from a spreadsheet
          </ButtonLink>
          <ButtonLink href={`${base}/import`} secondary>
            Import a file
          </ButtonLink>
        </div>
      ) : null}
      <Section title="Episodes a day">
        {weeks.length === 0 ? (
          <EmptyState title="Nothing is entered yet.">
            <p>Enter what was coded on a day; the averages and the curve follow from it.</p>
          </EmptyState>
        ) : (
          <>
            <p>
              Last entry <DateText date={lastEntryOn} />. <Link to={`${base}/entries`}>Every entry, with corrections</Link>
            </p>
            <WeeksChart weeks={weeks} />
            {days.length > 0 ? (
              <>
                <h3 className="nhsuk-heading-s">Day by day</h3>
                <DaysChart days={days} />
              </>
            ) : null}
          </>
        )}
      </Section>
      {weeks.length > 1 ? (
        <Section title="Learning curve">
          <LearningCurve practice={practice} />
        </Section>
      ) : null}
      {subject.own && quarters.length > 0 ? <QuarterEvidence practice={practice} /> : null}
    </>
  );
}

function QuarterEvidence({ practice }: { practice: Practice }) {
  const [startsOn, setStartsOn] = useState(practice.quarters[0]?.startsOn ?? '');
  const toClaim = useToClaim();
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/coding-activity/evidence', {
          params: { path: { id: practice.person.id }, header: { 'Idempotency-Key': key } },
          body: { startsOn },
        }),
      ),
    done: toClaim,
  });
  return (
    <Section title="Show a quarter in your portfolio">
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <SelectField
          name="startsOn"
          label="Which quarter?"
          hint="Its episodes, days, average and target become evidence, and you claim statements with it next"
          value={startsOn}
          onChange={setStartsOn}
          choices={practice.quarters.map((quarter) => ({ value: quarter.startsOn, label: quarter.name }))}
        />
        <SubmitButton pending={state.pending} secondary>
          Add the quarter to my portfolio
        </SubmitButton>
      </Form>
    </Section>
  );
}

function Accuracy({ practice, subject }: { practice: Practice; subject: Subject }) {
  const { audits, mayAudit, person } = practice;
  const base = codingPath(subject);
  return (
    <Section title="Accuracy">
      {audits.length === 0 ? (
        <EmptyState title="No audit was released yet.">
          <p>After an audit its four figures stand here beside their thresholds.</p>
        </EmptyState>
      ) : (
        <>
          {audits.length > 1 ? <AccuracyChart audits={audits} /> : null}
          <AuditTable audits={audits} />
        </>
      )}
      <p className="bw-actions">
        {audits.length > 0 || mayAudit ? <Link to={`${base}/audits`}>{mayAudit ? 'Every audit, with drafts' : 'Every audit'}</Link> : null}
      </p>
      {mayAudit && !subject.own ? (
        <ButtonLink href={`${base}/audits/new`} secondary>
          {`Audit the coding of ${person.name}`}
        </ButtonLink>
      ) : null}
    </Section>
  );
}

/** How every figure of the page is reckoned. */
function Definitions() {
  return (
    <Details>
      <Details.Summary>How these figures are reckoned</Details.Summary>
      <Details.Text>
        <p>
          <strong>Episodes a day</strong> is all episodes of the working days with an entry, divided by these days. Working
          days are Monday to Friday without England’s bank holidays and without recorded leave; entries for other days are
          kept and in no average. Working days without an entry are left out, and their number is said.
        </p>
        <p>
          A day counts by its hours, as a part of the organisation’s whole day. Without hours it counts as a whole day; in a
          week in which somebody who works part time entered more days than the part of full time has, these days share it.
        </p>
        <p>
          <strong>Four weeks</strong> are the 28 days that end with the day, or with the end of a week.
        </p>
        <p>
          <strong>Accuracy</strong> of a type of code is the codes without an error of the coder, divided by the codes
          examined: those that the coder gave, and those that the auditor found missing. Each wrong code counts once. Errors
          with another cause, such as a source document that misled, stand beside it and do not count. Figures are rounded
          down.
        </p>
      </Details.Text>
    </Details>
  );
}
