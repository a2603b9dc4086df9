import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { progressQuery } from '@/api/people';
import { ButtonLink, DateText, EmptyState, Facts, Loaded, LocalTable, longDate, Page, Section, TodayContext, useTableView, Why } from '@/design';
import { PersonPages } from '@/session/PersonPages';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { endedWord, examPlanQuery, membershipWord, stepStateWord } from './examPlan';
import type { ExamPlan } from './types';

interface Framed {
  plan: ExamPlan;
  subject: Subject;
  /** The address of the plan. */
  page: string;
}

/** Reads the plan for the examination; every page about it stands in this frame. */
export function ExamPlanFrame({ title, children }: { title: string; children: (framed: Framed) => ReactNode }) {
  const subject = useSubject();
  const query = useQuery(examPlanQuery(subject.id));
  const page = `${subject.progressPath}/exam-plan`;
  return (
    <Loaded query={query} what="the plan">
      {(plan) => (
        <Page
          title={title}
          caption={subject.own ? undefined : plan.person.name}
          breadcrumbs={[...crumbsOf(subject, plan.person.name, 'progress'), { label: 'Plan for the examination', href: page }]}
        >
          {children({ plan, subject, page })}
        </Page>
      )}
    </Loaded>
  );
}

/** The way to the chosen sitting, planned back from it. */
export function ExamPlanPage() {
  const subject = useSubject();
  const query = useQuery(examPlanQuery(subject.id));
  const { data: progress } = useQuery(progressQuery(subject.id));
  const page = `${subject.progressPath}/exam-plan`;
  return (
    <Loaded query={query} what="the plan">
      {(plan) => (
        <TodayContext value={progress?.asOf ?? ''}>
          <Page
            title="Plan for the examination"
            caption={subject.own ? undefined : plan.person.name}
            breadcrumbs={crumbsOf(subject, plan.person.name, 'progress')}
            action={
              plan.mayPlan && plan.examination && !isSettled(plan) ? (
                <ButtonLink href={`${page}/choose`}>{plan.choice ? 'Choose another sitting' : 'Choose a sitting'}</ButtonLink>
              ) : null
            }
          >
            <PersonPages subject={subject} name={plan.person.name} />
            {plan.examination ? (
              <Parts plan={plan} page={page} />
            ) : (
              <EmptyState title="This pathway has no examination with fixed sittings." />
            )}
          </Page>
        </TodayContext>
      )}
    </Loaded>
  );
}

function isSettled({ state }: ExamPlan): boolean {
  return state === 'done' || state === 'exempt';
}

function Parts({ plan, page }: { plan: ExamPlan; page: string }) {
  const { choice, membership } = plan;
  return (
    <>
      <p className="nhsuk-body-l">{plan.because}</p>
      <Facts
        facts={[
          {
            term: 'Chosen sitting',
            value: choice ? choice.sitting.title : 'None',
          },
          {
            term: 'Papers',
            value: choice ? `Theory ${longDate(choice.sitting.theoryOn)}, practical ${longDate(choice.sitting.practicalOn)}` : '',
          },
          {
            term: 'Registration',
            value: choice
              ? choice.registeredOn
                ? `Registered on ${longDate(choice.registeredOn)}`
                : `Open from ${longDate(choice.sitting.registrationOpensOn)} to ${longDate(choice.sitting.registrationClosesOn)}; not registered yet`
              : '',
            action:
              choice && !choice.registeredOn && plan.mayPlan
                ? { label: 'Record the registration', about: `for ${choice.sitting.title}`, href: `${page}/register` }
                : undefined,
          },
          {
            term: 'IHRIM membership',
            value: membership ? (
              <>
                {membershipWord(membership.state)}
                <span className="bw-note">{membership.because}</span>
              </>
            ) : (
              ''
            ),
          },
          {
            term: 'Award planned for',
            value: plan.awardOn ? (
              <>
                <DateText date={plan.awardOn} />
                <Why about="the award is planned for this day">
                  <p>{plan.awardBecause}</p>
                </Why>
              </>
            ) : (
              ''
            ),
          },
          { term: 'Next possible sitting', value: choice ? '' : plan.proposed?.title },
          { term: 'Where the dates come from', value: choice?.sitting.source },
        ]}
      />
      {choice && plan.mayPlan && !isSettled(plan) ? (
        <p>
          <Link to={`${page}/give-up`}>Give this sitting up</Link>
        </p>
      ) : null}
      <Steps plan={plan} page={page} />
      <Memberships plan={plan} page={page} />
      <History plan={plan} />
    </>
  );
}

function Steps({ plan, page }: { plan: ExamPlan; page: string }) {
  const view = useTableView();
  const progressPath = page.slice(0, page.lastIndexOf('/'));
  if (plan.steps.length === 0) return null;
  return (
    <Section title="Back from the sitting">
      <LocalTable
        caption="What has to happen by when"
        hideCaption
        view={view}
        rows={plan.steps}
        rowKey={({ kind, title }) => `${kind} ${title}`}
        empty={null}
        columns={[
          { key: 'on', header: 'By', value: ({ on }) => on, cell: ({ on }) => <DateText date={on} /> },
          {
            key: 'title',
            header: 'What',
            rowHeader: true,
            cell: ({ title, milestone }) =>
              milestone ? <Link to={`${progressPath}/milestones/${milestone}`}>{title}</Link> : title,
          },
          {
            key: 'state',
            header: 'State',
            value: ({ state }) => state,
            cell: ({ state }) => (state === 'problem' ? <strong>{stepStateWord(state)}</strong> : stepStateWord(state)),
          },
          { key: 'because', header: 'Why', cell: ({ because }) => because },
        ]}
      />
    </Section>
  );
}

function Memberships({ plan, page }: { plan: ExamPlan; page: string }) {
  if (!plan.contentVisible) return null;
  return (
    <Section title="IHRIM membership">
      {plan.memberships.length === 0 ? (
        <p>No membership is recorded. It is needed at registration and at the sitting.</p>
      ) : (
        <ul className="bw-rows">
          {plan.memberships.map((one) => (
            <li key={one.id}>
              {longDate(one.from)} to {one.to ? longDate(one.to) : 'no end'}
              {one.number ? <span className="bw-note">Number {one.number}</span> : null}
              {one.note ? <span className="bw-note">{one.note}</span> : null}
              {plan.mayPlan ? (
                <Link to={`${page}/memberships/${one.id}`}>
                  Change<span className="nhsuk-u-visually-hidden"> the membership from {longDate(one.from)}</span>
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {plan.mayPlan ? (
        <p>
          <Link to={`${page}/memberships/new`}>{plan.memberships.length === 0 ? 'Record the membership' : 'Record a renewal'}</Link>
        </p>
      ) : null}
    </Section>
  );
}

function History({ plan }: { plan: ExamPlan }) {
  const ended = plan.history.filter(({ endedOn }) => endedOn !== undefined);
  if (ended.length === 0) return null;
  return (
    <Section title="Sittings chosen before">
      <ul className="bw-rows">
        {ended.map((choice) => (
          <li key={choice.id}>
            {choice.sitting.title}, chosen by {choice.chosenBy.name} on {longDate(choice.chosenOn)}
            <span className="bw-note">
              {endedWord(choice.endedAs)} on {longDate(choice.endedOn ?? choice.chosenOn)}
              {choice.endReason ? `: ${choice.endReason}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
