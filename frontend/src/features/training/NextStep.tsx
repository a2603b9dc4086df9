import { Card } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { ButtonLink, DateText, Facts, StateTag, Why } from '@/design';
import type { Subject } from '@/session/subject';
import { dateOf } from './road';
import type { Milestone, Progress } from './types';

/** The one next thing with its date and why; for accredited coders, where the refresher stands. */
export function NextStep({ progress, subject }: { progress: Progress; subject: Subject }) {
  const next = progress.milestones.find(({ key }) => key === progress.next);
  return (
    <Card className="bw-next" feature>
      <Card.Heading headingLevel="h2">{next ? 'Next' : 'Where you stand'}</Card.Heading>
      {progress.accreditation.status === 'not_held' ? null : <Accredited progress={progress} />}
      {next ? <NextMilestone milestone={next} subject={subject} /> : <NothingNext progress={progress} subject={subject} />}
      {progress.monthBecause ? (
        <Why label="How is the month counted?">
          <p>{progress.monthBecause}</p>
        </Why>
      ) : null}
    </Card>
  );
}

function NextMilestone({ milestone, subject }: { milestone: Milestone; subject: Subject }) {
  const page = `${subject.progressPath}/milestones/${milestone.key}`;
  const when = dateOf(milestone);
  return (
    <>
      <h3 className="nhsuk-heading-m bw-next__title">
        <Link to={page}>{milestone.title}</Link> <StateTag kind="milestone" state={milestone.state} />
      </h3>
      {when ? (
        <p>
          {when.label} <DateText date={when.date} />
        </p>
      ) : null}
      <p>{milestone.because}</p>
      {milestone.actions.includes('record') ? (
        <ButtonLink href={`${page}/record`}>Record this milestone</ButtonLink>
      ) : milestone.actions.includes('record_attempt') ? (
        <ButtonLink href={`${page}/attempt`}>Record a sitting</ButtonLink>
      ) : null}
    </>
  );
}

function NothingNext({ progress, subject }: { progress: Progress; subject: Subject }) {
  if (!progress.pathway) {
    return <p>{subject.own ? 'Your' : 'This'} role has no pathway with milestones. The portfolio is still there to build.</p>;
  }
  return <p>Nothing is asked for at the moment.</p>;
}

function Accredited({ progress: { accreditation } }: { progress: Progress }) {
  return (
    <>
      <Facts
        facts={[
          { term: 'ACC status', value: <StateTag kind="accreditation" state={accreditation.status} /> },
          { term: 'Held since', value: accreditation.awardedOn ? <DateText date={accreditation.awardedOn} plain /> : '' },
          {
            term: 'Refresher due',
            value: accreditation.refresherDueOn ? <DateText date={accreditation.refresherDueOn} /> : '',
          },
        ]}
      />
      <Why about="the accreditation stands so">
        <p>{accreditation.because}</p>
      </Why>
    </>
  );
}
