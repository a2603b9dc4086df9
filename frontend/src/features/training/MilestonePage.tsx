import { Link } from 'react-router';
import { ButtonLink, DateText, EmptyState, Facts, longDate, Page, Section, StateTag } from '@/design';
import { crumbsOf } from '@/session/subject';
import { Attempts } from './Attempts';
import { MilestoneFrame } from './MilestoneFrame';
import { Records } from './Records';
import { SignOff } from './SignOff';
import type { Exemption, Extension, Milestone } from './types';
import { signatoryWords } from './words';

export function MilestonePage() {
  return (
    <MilestoneFrame>
      {({ milestone, progress, subject, page }) => {
        const waiting = milestone.records.find(({ state }) => state === 'recorded');
        return (
          <Page
            title={milestone.title}
            caption={subject.own ? 'Milestone' : `Milestone of ${progress.person.name}`}
            breadcrumbs={crumbsOf(subject, progress.person.name, 'progress')}
            action={<MainAction milestone={milestone} page={page} />}
          >
            <p className="nhsuk-body-l">{milestone.about}</p>
            <Facts
              facts={[
                { term: 'State', value: <StateTag kind="milestone" state={milestone.state} /> },
                { term: 'Due', value: milestone.dueOn ? <DateText date={milestone.dueOn} /> : '' },
                { term: 'Not before', value: milestone.notBefore ? <DateText date={milestone.notBefore} /> : '' },
                { term: 'Done', value: milestone.doneOn ? <DateText date={milestone.doneOn} plain /> : '' },
                { term: 'Why', value: milestone.because },
                { term: 'Rule', value: milestone.rule },
                { term: 'What shows it', value: milestone.evidence.length > 0 ? <Shows milestone={milestone} /> : '' },
                {
                  term: 'Who signs',
                  value: milestone.signedBy.length > 0 ? `Any one of: ${signatoryWords(milestone.signedBy)}` : '',
                },
                { term: 'Source', value: milestone.sources.length > 0 ? <Sources milestone={milestone} /> : '' },
              ]}
            />
            {milestone.actions.includes('sign_off') && waiting ? (
              <SignOff record={waiting} milestone={milestone} page={page} person={progress.person.name} />
            ) : null}
            <Prerequisites milestone={milestone} progressPath={subject.progressPath} />
            {milestone.papers.length > 0 ? <Attempts milestone={milestone} page={page} /> : null}
            <Section title="History">
              {milestone.exemption ? (
                <p>
                  Exempt since <DateText date={milestone.exemption.exemptedOn} plain />, by{' '}
                  {milestone.exemption.exemptedBy.name}. {milestone.exemption.reason ?? ''}{' '}
                  {progress.mayPause ? <Link to={`${page}/exempt/withdraw`}>Withdraw the exemption</Link> : null}
                </p>
              ) : null}
              {milestone.records.length > 0 ? (
                <Records records={milestone.records} />
              ) : milestone.exemption ? null : (
                <EmptyState title="Nothing is recorded yet." />
              )}
            </Section>
            <Extensions milestone={milestone} page={page} mayEnd={milestone.actions.includes('extend')} />
            {milestone.actions.includes('extend') ? (
              <p>
                <Link to={`${page}/extend`}>Extend the due date</Link>
              </p>
            ) : null}
            {milestone.actions.includes('exempt') ? (
              <p>
                <Link to={`${page}/exempt`}>Exempt {progress.person.name} from this milestone</Link>
              </p>
            ) : null}
          </Page>
        );
      }}
    </MilestoneFrame>
  );
}

/** Extensions and withdrawn exemptions: all of them are kept. */
function Extensions({ milestone, page, mayEnd }: { milestone: Milestone; page: string; mayEnd: boolean }) {
  const { extensions, formerExemptions } = milestone;
  if (extensions.length + formerExemptions.length === 0) return null;
  return (
    <Section title="Extensions and exemptions">
      <ul className="bw-rows">
        {extensions.map((one) => (
          <li key={one.id}>
            From {longDate(one.wasDueOn)} to {longDate(one.dueOn)}
            <span className="bw-note">
              By {one.grantedBy.name} on {longDate(one.grantedOn)}
              {one.reason ? `: ${one.reason}` : ''}
            </span>
            <TakenBackNote of={one} word="Ended" />
            {mayEnd && !one.takenBack ? (
              <Link to={`${page}/extensions/${one.id}/end`}>
                End this extension<span className="nhsuk-u-visually-hidden"> to {longDate(one.dueOn)}</span>
              </Link>
            ) : null}
          </li>
        ))}
        {formerExemptions.map((one) => (
          <li key={one.id}>
            Exempt from {longDate(one.exemptedOn)}
            <span className="bw-note">
              By {one.exemptedBy.name}
              {one.reason ? `: ${one.reason}` : ''}
            </span>
            <TakenBackNote of={one} word="Withdrawn" />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TakenBackNote({ of: { takenBack }, word }: { of: Extension | Exemption; word: string }) {
  if (!takenBack) return null;
  return (
    <span className="bw-note">
      {word} by {takenBack.by.name} on {longDate(takenBack.on)}
      {takenBack.reason ? `: ${takenBack.reason}` : ''}
    </span>
  );
}

function MainAction({ milestone, page }: { milestone: Milestone; page: string }) {
  if (milestone.actions.includes('record')) {
    return <ButtonLink href={`${page}/record`}>Record this milestone</ButtonLink>;
  }
  if (milestone.actions.includes('record_attempt')) {
    return <ButtonLink href={`${page}/attempt`}>Record a sitting</ButtonLink>;
  }
  return null;
}

function Shows({ milestone }: { milestone: Milestone }) {
  return (
    <ul className="bw-plain">
      {milestone.evidence.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}

function Sources({ milestone }: { milestone: Milestone }) {
  return (
    <ul className="bw-plain">
      {milestone.sources.map((source) => (
        <li key={`${source.document} ${source.line}`}>
          <q>{source.text.trim()}</q>
          <span className="bw-note">
            {source.document}
            {source.line > 0 ? `, line ${source.line}` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Prerequisites({ milestone, progressPath }: { milestone: Milestone; progressPath: string }) {
  if (milestone.prerequisites.length === 0) return null;
  return (
    <Section title="Needed before it">
      <ul className="bw-rows">
        {milestone.prerequisites.map((one) => (
          <li key={one.key}>
            <Link to={`${progressPath}/milestones/${one.key}`}>{one.title}</Link>{' '}
            <StateTag kind="milestone" state={one.state} />
            <span className="bw-note">{one.met ? 'Does not stand in the way.' : 'Still needed.'}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
