import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import {
  ButtonLink,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Facts,
  Loaded,
  Page,
  sortText,
  StateTag,
  useTableView,
  Why,
} from '@/design';
import { PersonPages } from '@/session/PersonPages';
import { crumbsOf, useSubject } from '@/session/subject';
import { type Due, kindWord, type Meeting } from './words';

/** Somebody's one-to-ones and appraisals, and when the next ones are due. */
export function MeetingsPage() {
  const subject = useSubject();
  const view = useTableView('', '-on');
  const sort = sortText(view.sort);
  const list = useList<Meeting, components['schemas']['AppraisalRecord']>(
    ['people', subject.id, 'appraisals', sort],
    (cursor) =>
      answer(api.GET('/people/{id}/appraisals', { params: { path: { id: subject.id }, query: { cursor, sort } } })),
  );
  const columns: Column<Meeting>[] = [
    {
      key: 'on',
      header: 'Date',
      rowHeader: true,
      sortable: true,
      cell: ({ id, heldOn, plannedOn }) => (
        <Link to={`${subject.progressPath}/appraisals/${id}`}>
          <DateText date={heldOn ?? plannedOn} plain />
        </Link>
      ),
    },
    { key: 'kind', header: 'Kind', sortable: true, cell: ({ kind }) => kindWord(kind) },
    { key: 'lead', header: 'With', cell: ({ lead }) => lead.name },
    { key: 'state', header: 'State', cell: ({ state }) => <StateTag kind="appraisal" state={state} /> },
    { key: 'actions', header: 'Open actions', numeric: true, cell: ({ openActions }) => openActions },
  ];
  return (
    <Loaded query={list.whole} what="the meetings">
      {({ person, due, mayPlan, cycle }) => (
        <Page
          title="One-to-ones and appraisals"
          caption={subject.own ? undefined : person.name}
          breadcrumbs={crumbsOf(subject, person.name, 'progress')}
          action={mayPlan ? <ButtonLink href={`${subject.progressPath}/appraisals/new`}>Plan a meeting</ButtonLink> : null}
        >
          <PersonPages subject={subject} name={person.name} />
          <Facts facts={due.map((one) => ({ term: `Next ${kindWord(one.kind).toLowerCase()}`, value: <Next due={one} /> }))} />
          <DataTable
            caption="Meetings"
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            empty={
              <EmptyState title="No meeting has been planned yet.">
                <p>
                  {subject.own
                    ? 'Your manager plans one-to-ones and appraisals. You can then add to the agenda, write notes and acknowledge what was agreed.'
                    : `Plan the first one. The agenda begins with what is due, returned, missing and agreed; an appraisal is held every ${cycle.everyWords}.`}
                </p>
              </EmptyState>
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

/** When the next meeting of a kind is due, and why. */
function Next({ due }: { due: Due }) {
  return (
    <>
      {due.dueOn ? <DateText date={due.dueOn} /> : 'Nothing is due'} <StateTag kind="appraisalDue" state={due.state} />
      <Why about={`the next ${kindWord(due.kind).toLowerCase()} is due then`}>
        <p>{due.because}</p>
      </Why>
    </>
  );
}
