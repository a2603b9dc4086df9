import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { ButtonLink, DateText, EmptyState, Facts, Loaded, longMoment, Page, Section, StateTag } from '@/design';
import { crumbsOf } from '@/session/subject';
import { Actions } from './Actions';
import { Agenda } from './Agenda';
import { Notes } from './Notes';
import { sheetQuery, useMeetingPlace } from './queries';
import { kindWord, type Meeting, type Sheet } from './words';

/** One meeting: its agenda, notes and actions, and what can be done next. */
export function MeetingPage() {
  const { subject, meetingId, list, here } = useMeetingPlace();
  const query = useQuery(sheetQuery(meetingId));
  return (
    <Loaded query={query} what="the meeting">
      {(sheet) => {
        const { meeting } = sheet;
        return (
          <Page
            title={kindWord(meeting.kind)}
            caption={subject.own ? `With ${meeting.lead.name}` : meeting.person.name}
            breadcrumbs={[
              ...crumbsOf(subject, meeting.person.name, 'progress'),
              { label: 'One-to-ones and appraisals', href: list },
            ]}
            action={<MainAction sheet={sheet} here={here} />}
          >
            <MeetingFacts meeting={meeting} />
            <Section title="Agenda">
              <Agenda sheet={sheet} />
            </Section>
            <Section title="Actions">
              <Actions sheet={sheet} here={here} />
            </Section>
            <Section title="Notes">
              <Notes sheet={sheet} here={here} />
            </Section>
            <Section title="Acknowledgement">
              <Acknowledgement sheet={sheet} here={here} />
            </Section>
          </Page>
        );
      }}
    </Loaded>
  );
}

function MainAction({ sheet: { may, meeting }, here }: { sheet: Sheet; here: string }) {
  if (may.includes('hold')) return <ButtonLink href={`${here}/hold`}>Note that it was held</ButtonLink>;
  if (meeting.state !== 'held' && meeting.state !== 'acknowledged') return null;
  return (
    <Button as="a" href={`/api/v1/appraisals/${meeting.id}/sheet`} secondary download>
      Download the sheet (PDF)
    </Button>
  );
}

function MeetingFacts({ meeting }: { meeting: Meeting }) {
  return (
    <Facts
      facts={[
        { term: 'State', value: <StateTag kind="appraisal" state={meeting.state} /> },
        { term: 'With', value: `${meeting.person.name} and ${meeting.lead.name}, who leads it` },
        meeting.heldOn
          ? { term: 'Held on', value: <DateText date={meeting.heldOn} plain /> }
          : { term: 'Planned for', value: <DateText date={meeting.plannedOn} /> },
        { term: 'Cancelled because', value: meeting.cancelledBecause },
      ]}
    />
  );
}

function Acknowledgement({ sheet: { meeting, may }, here }: { sheet: Sheet; here: string }) {
  if (meeting.state === 'planned') {
    return (
      <>
        <p>Once the meeting has been held, both sides acknowledge what is written here. It is fixed from then on.</p>
        <div className="nhsuk-button-group">
          {may.includes('replan') ? (
            <ButtonLink href={`${here}/move`} secondary>
              Move it to another day
            </ButtonLink>
          ) : null}
          {may.includes('cancel') ? (
            <ButtonLink href={`${here}/cancel`} secondary>
              Cancel it
            </ButtonLink>
          ) : null}
        </div>
      </>
    );
  }
  if (meeting.state === 'cancelled') return <EmptyState title="This meeting did not take place." />;
  return (
    <>
      <ul className="bw-rows">
        <Side name={meeting.person.name} at={meeting.personAcknowledgedAt} comment={meeting.personComment} />
        <Side name={meeting.lead.name} at={meeting.leadAcknowledgedAt} comment={meeting.leadComment} />
      </ul>
      {may.includes('acknowledge') ? (
        <ButtonLink href={`${here}/acknowledge`}>Acknowledge what is written here</ButtonLink>
      ) : null}
      {meeting.state === 'acknowledged' ? <p>Both sides have acknowledged this sheet, so it stays as it is.</p> : null}
    </>
  );
}

function Side({ name, at, comment }: { name: string; at?: string; comment: string }) {
  return (
    <li>
      <span>
        {name}: {at ? `acknowledged on ${longMoment(at)}` : 'not yet'}
      </span>
      {comment ? <p className="bw-written">{comment}</p> : null}
    </li>
  );
}
