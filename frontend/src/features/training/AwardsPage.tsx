import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { personQuery, progressQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  ButtonLink,
  type Column,
  DateField,
  dateProblem,
  DateText,
  EmptyState,
  Facts,
  Form,
  isoOf,
  Loaded,
  LocalTable,
  LongTextField,
  noDate,
  Page,
  StateTag,
  SubmitButton,
  TodayContext,
  useDone,
  useTableView,
  Why,
} from '@/design';
import { PersonPages } from '@/session/PersonPages';
import { crumbsOf, useSubject } from '@/session/subject';

type Award = components['schemas']['Award'];

/** The accreditations that somebody holds: since when, by which facts, confirmed by whom; and whether the refresher is current. */
export function AwardsPage() {
  const subject = useSubject();
  const view = useTableView();
  const progress = useQuery(progressQuery(subject.id));
  const { data: person } = useQuery({ ...personQuery(subject.id), enabled: !subject.own });
  const awards = useQuery({
    queryKey: ['people', subject.id, 'awards'],
    queryFn: () => answer(api.GET('/people/{id}/awards', { params: { path: { id: subject.id } } })),
  });
  const columns: Column<Award>[] = [
    { key: 'title', header: 'Accreditation', rowHeader: true, cell: ({ title }) => title },
    { key: 'on', header: 'Awarded', cell: ({ awardedOn }) => <DateText date={awardedOn} plain /> },
    { key: 'because', header: 'By which facts', cell: ({ because }) => because },
    {
      key: 'by',
      header: 'Confirmed',
      cell: ({ confirmedBy, confirmedOn }) => (
        <>
          {confirmedBy.name}, <DateText date={confirmedOn} plain />
        </>
      ),
    },
  ];
  return (
    <Loaded query={progress} what="the accreditation">
      {({ person: who, accreditation, asOf }) => (
        <TodayContext value={asOf}>
          <Page
            title="Accreditations"
            caption={subject.own ? undefined : who.name}
            breadcrumbs={crumbsOf(subject, who.name, 'progress')}
            action={
              person?.may.includes('accreditation.award') ? (
                <ButtonLink href={`${subject.progressPath}/accreditations/new`}>Record an award</ButtonLink>
              ) : null
            }
          >
            <PersonPages subject={subject} name={who.name} />
            <Facts
              facts={[
                {
                  term: 'Accredited Clinical Coder (ACC)',
                  value: (
                    <>
                      <StateTag kind="accreditation" state={accreditation.status} />
                      {accreditation.because ? (
                        <Why about="the status is so">
                          <p>{accreditation.because}</p>
                        </Why>
                      ) : null}
                    </>
                  ),
                },
                {
                  term: 'Refresher due',
                  value: accreditation.refresherDueOn ? <DateText date={accreditation.refresherDueOn} /> : undefined,
                },
              ]}
            />
            <p>ACC itself does not expire. When the refresher is overdue, ACC stays held and counted, and both are shown.</p>
            <Loaded query={awards} what="the awards">
              {({ items }) => (
                <LocalTable
                  caption="Awards"
                  hideCaption
                  columns={columns}
                  rows={items}
                  rowKey={({ id }) => id}
                  view={view}
                  empty={
                    <EmptyState title="No accreditation is recorded.">
                      <p>ACC is awarded when the NCCQ is passed. A manager records one that was held before coming here.</p>
                    </EmptyState>
                  }
                />
              )}
            </Loaded>
          </Page>
        </TodayContext>
      )}
    </Loaded>
  );
}

/** Records an accreditation that somebody came with. */
export function NewAwardPage() {
  const subject = useSubject();
  const query = useQuery(progressQuery(subject.id));
  return (
    <Loaded query={query} what="the person">
      {({ person }) => (
        <Page
          title="Record an award"
          caption={person.name}
          breadcrumbs={[
            ...crumbsOf(subject, person.name, 'progress'),
            { label: 'Accreditations', href: `${subject.progressPath}/accreditations` },
          ]}
        >
          <p>For ACC that was held before. What is earned here is awarded when the NCCQ is passed.</p>
          <AwardForm />
        </Page>
      )}
    </Loaded>
  );
}

function AwardForm() {
  const { id, progressPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const [awardedOn, setAwardedOn] = useState(noDate);
  const [because, setBecause] = useState('');
  const wrong = dateProblem('The date of the award', awardedOn, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (wrong) problems.push({ name: 'awardedOn', message: wrong.message });
    if (because.trim() === '') problems.push({ name: 'because', message: 'Say which facts the award rests on' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/awards', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { kind: 'acc', awardedOn: isoOf(awardedOn) ?? '', because },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`${progressPath}/accreditations`, 'The award is recorded.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <DateField
        name="awardedOn"
        label="When was ACC awarded?"
        hint="For example, 14 3 2022"
        value={awardedOn}
        onChange={setAwardedOn}
        wrong={wrong?.parts}
      />
      <LongTextField
        name="because"
        label="Which facts does it rest on?"
        hint="For example, the certificate that you saw and where it was awarded"
        value={because}
        onChange={setBecause}
        rows={3}
      />
      <SubmitButton pending={state.pending}>Record the award</SubmitButton>
    </Form>
  );
}
