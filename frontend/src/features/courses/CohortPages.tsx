import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  ButtonLink,
  CheckboxesField,
  type Column,
  DateField,
  dateProblem,
  DateText,
  EmptyState,
  Form,
  isoOf,
  Loaded,
  LocalTable,
  noDate,
  Page,
  partsOf,
  SubmitButton,
  TextField,
  useDone,
  useTableView,
} from '@/design';
import { useBookablePeople } from '@/session/bookable';
import { useMay } from '@/session/session';
import { cohortsQuery } from './queries';
import type { Cohort } from './words';

const crumbs = [
  { label: 'Courses', href: '/courses' },
  { label: 'Cohorts', href: '/courses/cohorts' },
];

/** The cohorts that train together. */
export function CohortsPage() {
  const manage = useMay('courses.manage');
  const view = useTableView();
  const query = useQuery(cohortsQuery);
  const columns: Column<Cohort>[] = [
    {
      key: 'name',
      header: 'Cohort',
      rowHeader: true,
      value: ({ name }) => name,
      cell: ({ id, name }) => (manage ? <Link to={`/courses/cohorts/${id}`}>{name}</Link> : name),
    },
    { key: 'from', header: 'From', value: ({ startsOn }) => startsOn, cell: ({ startsOn }) => <DateText date={startsOn} plain /> },
    { key: 'size', header: 'People', numeric: true, value: ({ size }) => size, cell: ({ size }) => size },
    {
      key: 'members',
      header: 'Members whom you may see',
      value: ({ members }) => members.map(({ name }) => name).join(' '),
      cell: ({ members }) => members.map(({ name }) => name).join(', '),
    },
  ];
  return (
    <Page
      title="Cohorts"
      breadcrumbs={crumbs.slice(0, 1)}
      action={manage ? <ButtonLink href="/courses/cohorts/new">Form a cohort</ButtonLink> : null}
    >
      <Loaded query={query} what="the cohorts">
        {({ items }) => (
          <LocalTable
            caption="Cohorts"
            hideCaption
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            view={view}
            searchLabel={items.length > 5 ? 'Search by name or member' : undefined}
            empty={
              <EmptyState title="No cohort has been formed yet.">
                <p>A cohort is a group that starts together, so that all can be booked onto a course at once.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

export function NewCohortPage() {
  return (
    <Page title="Form a cohort" breadcrumbs={crumbs}>
      <CohortForm
        button="Form the cohort"
        told="The cohort is formed."
        send={(body, key) => answer(api.POST('/cohorts', { params: { header: { 'Idempotency-Key': key } }, body }))}
      />
    </Page>
  );
}

export function EditCohortPage() {
  const { cohortId = '' } = useParams();
  const query = useQuery(cohortsQuery);
  return (
    <Loaded query={query} what="the cohort">
      {({ items }) => {
        const cohort = items.find(({ id }) => id === cohortId);
        return (
          <Page title="Change a cohort" caption={cohort?.name} breadcrumbs={crumbs}>
            {cohort ? (
              <CohortForm
                cohort={cohort}
                button="Save the cohort"
                told="The cohort is changed."
                send={(body) =>
                  answer(
                    api.PUT('/cohorts/{id}', {
                      params: { path: { id: cohort.id }, header: { 'If-Match': `"${cohort.version}"` } },
                      body,
                    }),
                  )
                }
              />
            ) : (
              <EmptyState title="There is no such cohort." />
            )}
          </Page>
        );
      }}
    </Loaded>
  );
}

interface CohortFormProps {
  cohort?: Cohort;
  button: string;
  told: string;
  send: (body: components['schemas']['CohortContent'], key: string) => Promise<Cohort>;
}

function CohortForm({ cohort, button, told, send }: CohortFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const people = useBookablePeople({ at: cohort?.members.map(({ id, name: of }) => ({ value: id, label: of })) });
  const [name, setName] = useState(cohort?.name ?? '');
  const [startsOn, setStartsOn] = useState(cohort ? partsOf(cohort.startsOn) : noDate);
  const wrong = dateProblem('The day', startsOn, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (name.trim() === '') problems.push({ name: 'name', message: 'Give the cohort a name' });
    if (wrong) problems.push({ name: 'startsOn', message: wrong.message });
    if (people.chosen.length === 0) problems.push({ name: 'personIds', message: 'Choose who is in the cohort' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) => send({ name, startsOn: isoOf(startsOn) ?? '', personIds: people.chosen }, key),
    done: async () => {
      await refresh();
      await done('/courses/cohorts', told);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TextField name="name" label="Name" hint="For example, September 2027" value={name} onChange={setName} />
      <DateField name="startsOn" label="When does it start?" value={startsOn} onChange={setStartsOn} wrong={wrong?.parts} />
      <TextField name="search" label="Find people by name or team" type="search" value={people.search} onChange={people.setSearch} />
      <Loaded query={people.query} what="the people">
        {() => (
          <CheckboxesField name="personIds" label="People" value={people.chosen} onChange={people.choose} choices={people.offered} />
        )}
      </Loaded>
      {people.said ? <p>{people.said}</p> : null}
      <SubmitButton pending={state.pending}>{button}</SubmitButton>
    </Form>
  );
}
