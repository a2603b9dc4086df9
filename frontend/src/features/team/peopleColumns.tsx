import { Link } from 'react-router';
import type { components } from '@/api/schema';
import { type Column, DateText, StateTag } from '@/design';
import { subjectOf } from '@/session/subject';

type WorkforcePerson = components['schemas']['WorkforcePerson'];

type Coder = components['schemas']['Coder'];
type Talk = components['schemas']['AppraisalDue'];

const figureWords = {
  primary_diagnosis: 'primary diagnosis',
  secondary_diagnosis: 'secondary diagnosis',
  primary_procedure: 'primary procedure',
  secondary_procedure: 'secondary procedure',
} as const;

/** The figures of the last audit; those below their threshold are named. */
function AccuracyCell({ coder }: { coder: Coder | undefined }) {
  if (!coder?.auditId) return <>No audit</>;
  const shown = coder.figures.flatMap(({ percent }) => (percent === undefined ? [] : [percent]));
  const below = coder.figures.filter(({ result }) => result === 'below');
  return (
    <>
      <Link to={`/coding/audits/${coder.auditId}`} aria-label={`${shown.join(', ')} per cent, last audit of ${coder.person.name}`}>
        {shown.map((percent) => Math.floor(percent)).join(' / ')} %
      </Link>
      {below.length > 0 ? <span className="bw-note">below: {below.map(({ type }) => figureWords[type]).join(', ')}</span> : null}
    </>
  );
}

/** What stands in a person's row; each number leads to what it counts. */
export function columnsFor(
  myId: string,
  coders: ReadonlyMap<string, Coder>,
  talks: ReadonlyMap<string, Talk>,
): Column<WorkforcePerson>[] {
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
            <br />
            {person.team.name}
          </span>
        </>
      ),
    },
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
    { key: 'accuracy', header: 'Accuracy', cell: ({ id }) => <AccuracyCell coder={coders.get(id)} /> },
    {
      key: 'lastOneToOne',
      header: 'Last one-to-one',
      cell: (person) => <TalkCell talk={talks.get(person.id)} meetingsPath={`${pathOf(person).progressPath}/appraisals`} name={person.name} />,
    },
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

/** The last time that the two sat together, an appraisal counting too, and whether the next is overdue. */
function TalkCell({ talk, meetingsPath, name }: { talk: Talk | undefined; meetingsPath: string; name: string }) {
  if (!talk) return null;
  return (
    <>
      <Link to={meetingsPath}>
        <span className="nhsuk-u-visually-hidden">Meetings of {name}: </span>
        {talk.lastOn ? <DateText date={talk.lastOn} plain /> : 'None yet'}
      </Link>
      {talk.lastOn && talk.state === 'overdue' ? <span className="bw-note">overdue</span> : null}
    </>
  );
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
