import { Link } from 'react-router';
import type { components } from '@/api/schema';
import { type Column, DateText, StateTag } from '@/design';
import { subjectOf } from '@/session/subject';

type WorkforcePerson = components['schemas']['WorkforcePerson'];

/** What stands in a person's row; each number leads to what it counts. */
export function columnsFor(myId: string): Column<WorkforcePerson>[] {
  const pathOf = ({ id }: WorkforcePerson) => subjectOf(id, myId);
  return [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      sortable: true,
      cell: (person) => (
        <>
          <Link to={pathOf(person).progressPath}>{person.name}</Link>
          <span className="bw-note">
            {person.role.name}, band {person.band}
          </span>
        </>
      ),
    },
    { key: 'team', header: 'Team', sortable: true, cell: ({ team }) => team.name },
    { key: 'stage', header: 'Stage', sortable: true, cell: (person) => <StageCell person={person} /> },
    { key: 'nextDue', header: 'Next due', sortable: true, cell: (person) => <NextCell person={person} /> },
    {
      key: 'overdue',
      header: 'Overdue',
      numeric: true,
      sortable: true,
      cell: (person) =>
        person.overdue > 0 ? (
          <Link to={pathOf(person).progressPath} aria-label={`${person.overdue} overdue, ${person.name}`}>
            {person.overdue}
          </Link>
        ) : (
          0
        ),
    },
    { key: 'waiting', header: 'Waiting', sortable: true, cell: (person) => <WaitingCell person={person} myId={myId} /> },
    {
      key: 'readiness',
      header: 'Essential met',
      numeric: true,
      sortable: true,
      cell: ({ readiness }) => (
        <span className="bw-nowrap">
          {readiness.essentialMet} of {readiness.essentialRequired}
        </span>
      ),
    },
    {
      key: 'refresher',
      header: 'ACC',
      sortable: true,
      cell: ({ accreditation, refresherDueOn }) => (
        <>
          <StateTag kind="accreditation" state={accreditation} />
          {refresherDueOn ? (
            <span className="bw-note">
              refresher <DateText date={refresherDueOn} plain />
            </span>
          ) : null}
        </>
      ),
    },
  ];
}

function StageCell({ person }: { person: WorkforcePerson }) {
  if (!person.stage) return <>Not on the road</>;
  return (
    <>
      {person.stage.title}
      {person.month ? (
        <span className="bw-note">
          month {person.month} of {person.months}
        </span>
      ) : null}
      {person.onLeave ? <span className="bw-note">on leave</span> : null}
    </>
  );
}

function NextCell({ person: { nextMilestone } }: { person: WorkforcePerson }) {
  if (!nextMilestone) return <>Nothing</>;
  return (
    <>
      {nextMilestone.title}
      {nextMilestone.dueOn ? (
        <span className="bw-note">
          <DateText date={nextMilestone.dueOn} />
        </span>
      ) : null}
      {nextMilestone.state === 'overdue' ? <StateTag kind="milestone" state="overdue" /> : null}
    </>
  );
}

function WaitingCell({ person, myId }: { person: WorkforcePerson; myId: string }) {
  const { portfolioPath, progressPath } = subjectOf(person.id, myId);
  const { waitingReview, waitingSignOff } = person;
  if (waitingReview + waitingSignOff === 0) return <>Nothing</>;
  return (
    <>
      {waitingReview > 0 ? (
        <Link className="bw-block" to={`${portfolioPath}?state=submitted&show=all`}>
          {waitingReview} {waitingReview === 1 ? 'claim' : 'claims'}
        </Link>
      ) : null}
      {waitingSignOff > 0 ? (
        <Link className="bw-block" to={progressPath}>
          {waitingSignOff} {waitingSignOff === 1 ? 'record' : 'records'}
        </Link>
      ) : null}
    </>
  );
}
