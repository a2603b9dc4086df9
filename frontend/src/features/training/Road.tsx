import { Link } from 'react-router';
import { DateText, Section, StateTag, Timeline, type TimelineStep, Why } from '@/design';
import type { Subject } from '@/session/subject';
import { dateOf, placesOf, stepsOf, throughoutOf } from './road';
import type { Milestone, Progress } from './types';

/** The road from the appointment to ACC and the refresher, and what applies all along it. */
export function Road({ progress, subject }: { progress: Progress; subject: Subject }) {
  const steps = stepsOf(progress);
  const always = throughoutOf(progress);
  if (steps.length === 0) return null;
  const places = placesOf(steps, progress.next);
  const pageOf = (milestone: Milestone) => `${subject.progressPath}/milestones/${milestone.key}`;
  return (
    <>
      <Section title={subject.own ? 'Your road' : 'The road'}>
        <Timeline
          label="Milestones in their order"
          steps={[...beginning(progress), ...steps.map((milestone) => ({
            key: milestone.key,
            place: places.get(milestone.key) ?? 'later',
            title: <Link to={pageOf(milestone)}>{milestone.title}</Link>,
            when: <When milestone={milestone} />,
            children: (
              <>
                <StateTag kind="milestone" state={milestone.state} />
                <Why about={`the date and state of ${milestone.title}`}>
                  <p>{milestone.because}</p>
                </Why>
              </>
            ),
          }))]}
        />
      </Section>
      {always.length > 0 ? (
        <Section title="All along the way">
          <ul className="bw-rows">
            {always.map((milestone) => (
              <li key={milestone.key}>
                <Link to={pageOf(milestone)}>{milestone.title}</Link>
                <span className="bw-note">{milestone.rule}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

/** The road begins with the appointment. */
function beginning({ appointedOn, asOf }: Progress): TimelineStep[] {
  if (!appointedOn) return [];
  return [
    {
      key: 'appointment',
      place: appointedOn <= asOf ? 'done' : 'next',
      title: 'Appointment',
      when: <DateText date={appointedOn} />,
    },
  ];
}

function When({ milestone }: { milestone: Milestone }) {
  const when = dateOf(milestone);
  if (!when) return null;
  return (
    <>
      {when.label} <DateText date={when.date} plain={when.label === 'Done'} />
    </>
  );
}
