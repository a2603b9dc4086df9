import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { personQuery, progressQuery } from '@/api/people';
import { ButtonLink, Loaded, Page, TodayContext } from '@/design';
import { PersonPages } from '@/session/PersonPages';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { AgreedActions } from './AgreedActions';
import { CodingSummary } from './CodingSummary';
import { NextStep } from './NextStep';
import {
  DueSoon,
  ExamPlanNote,
  MentoringNote,
  Overdue,
  PathwayNote,
  Pauses,
  PortfolioSummary,
  ReadinessSummary,
} from './ProgressParts';
import { Road } from './Road';
import { headline } from './road';
import type { Progress } from './types';

/** My progress, and the same page about somebody else with what the viewer may do. */
export function ProgressPage() {
  const subject = useSubject();
  const query = useQuery(progressQuery(subject.id));
  const { data: person } = useQuery({ ...personQuery(subject.id), enabled: !subject.own });
  const appointment = person?.appointments.find(({ endsOn }) => endsOn === undefined) ?? person?.appointments[0];
  return (
    <Loaded query={query} what={subject.own ? 'your progress' : 'the progress'}>
      {(progress) => (
        <TodayContext value={progress.asOf}>
          <Page
            title={subject.own ? headline(progress, true) : progress.person.name}
            caption={
              subject.own
                ? 'My progress'
                : appointment && `${appointment.role.name}, band ${appointment.band}, ${appointment.team.name}`
            }
            breadcrumbs={subject.own ? [] : crumbsOf(subject, progress.person.name, 'person')}
          >
            <PersonPages subject={subject} name={progress.person.name} />
            <Parts progress={progress} subject={subject} />
          </Page>
        </TodayContext>
      )}
    </Loaded>
  );
}

function Parts({ progress, subject }: { progress: Progress; subject: Subject }) {
  return (
    <>
      {subject.own ? null : <p className="nhsuk-body-l">{headline(progress, false)}</p>}
      <div className="bw-board">
        <div className="bw-board__first">
          <NextStep progress={progress} subject={subject} />
        </div>
        <div className="bw-board__aside">
          <Overdue progress={progress} subject={subject} />
          <DueSoon progress={progress} subject={subject} />
          <AgreedActions subject={subject} />
          <CodingSummary subject={subject} />
          <PortfolioSummary subject={subject} />
          <ReadinessSummary progress={progress} subject={subject} />
          <ExamPlanNote progress={progress} subject={subject} />
          <MentoringNote progress={progress} subject={subject} />
          <PathwayNote progress={progress} subject={subject} />
          <Pauses progress={progress} subject={subject} />
          {progress.contentVisible ? (
            <p>
              <Link to={`${subject.progressPath}/certificates`}>Certificates and letters of results</Link>
            </p>
          ) : null}
          {subject.own ? (
            <p>
              <Link to={`/people/${subject.id}/appointments`}>My appointments and planned leaving</Link>
            </p>
          ) : null}
          {progress.mayPause ? (
            <ButtonLink href={`${subject.progressPath}/pauses/new`} secondary>
              Record leave that pauses the clock
            </ButtonLink>
          ) : null}
        </div>
        <div className="bw-board__long">
          <Road progress={progress} subject={subject} />
        </div>
      </div>
    </>
  );
}
