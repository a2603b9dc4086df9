import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { portfolioQuery } from '@/api/people';
import { BarTable, DateText, longDate, Section, Why } from '@/design';
import type { Subject } from '@/session/subject';
import { examPlanQuery } from './examPlan';
import { Moves } from './Moves';
import type { DateMove, Milestone, Pause, Progress } from './types';
import { pauseWord } from './words';

interface PartProps {
  progress: Progress;
  subject: Subject;
}

function MilestoneList({ keys, progress, subject }: PartProps & { keys: string[] }) {
  const milestones = keys
    .map((key) => progress.milestones.find((milestone) => milestone.key === key))
    .filter((milestone): milestone is Milestone => milestone !== undefined);
  return (
    <ul className="bw-rows">
      {milestones.map((milestone) => (
        <li key={milestone.key}>
          <Link to={`${subject.progressPath}/milestones/${milestone.key}`}>{milestone.title}</Link>
          <span className="bw-note">
            <DateText date={milestone.dueOn} />
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Overdue(props: PartProps) {
  if (props.progress.overdue.length === 0) return null;
  return (
    <Section title="Overdue">
      <MilestoneList {...props} keys={props.progress.overdue} />
    </Section>
  );
}

export function DueSoon(props: PartProps) {
  const { dueSoon } = props.progress;
  if (!props.progress.pathway) return null;
  return (
    <Section title="Due soon">
      {dueSoon.length === 0 ? <p>Nothing falls due soon.</p> : <MilestoneList {...props} keys={dueSoon} />}
    </Section>
  );
}

/** What came back, and how many statements are approved of those that the role asks for. */
export function PortfolioSummary({ subject }: { subject: Subject }) {
  const { data: portfolio } = useQuery(portfolioQuery(subject.id));
  if (!portfolio) return null;
  const returned = portfolio.statements.filter(({ state }) => state === 'returned');
  const required = portfolio.skills.filter((skill) => skill.required > 0);
  const { counts } = portfolio;
  return (
    <Section title={returned.length > 0 && subject.own ? 'Returned to you' : 'Statements'}>
      {returned.length > 0 ? (
        <ul className="bw-rows">
          {returned.map(({ statement, claimId, decidedAt }) => (
            <li key={statement.id}>
              <Link to={`${subject.portfolioPath}/claims/${claimId ?? ''}`}>
                {statement.code} {statement.level}, {statement.aspect}
              </Link>
              <span className="bw-note">
                Returned <DateText date={decidedAt} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {required.length > 0 ? (
        <BarTable
          caption="Approved of what the role asks for"
          labelHeader="Skill"
          valueHeader="Approved"
          full={1}
          bars={required.map((skill) => ({
            key: `${skill.code} ${skill.level}`,
            label: (
              <span className="bw-nowrap">
                {skill.code} {skill.level}
              </span>
            ),
            value: skill.requiredApproved / skill.required,
            shown: `${skill.requiredApproved} of ${skill.required}`,
          }))}
        />
      ) : (
        <p>{portfolio.role ? 'The role asks for no statements.' : 'Without an appointment no role asks for statements.'}</p>
      )}
      <p>
        {counts.waiting > 0 ? `${counts.waiting} ${counts.waiting === 1 ? 'waits' : 'wait'} for review. ` : ''}
        <Link to={subject.portfolioPath}>Open the portfolio</Link>
      </p>
    </Section>
  );
}

export function ReadinessSummary({ progress, subject }: PartProps) {
  return (
    <Section title="Ready for a role">
      {progress.readiness.length === 0 ? null : (
      <ul className="bw-rows">
        {progress.readiness.map((role) => (
          <li key={role.roleId}>
            {role.kind === 'own' ? `${role.title} (${subject.own ? 'my' : 'own'} role)` : role.title}
            <Link className="bw-block" to={`${subject.progressPath}/gap?role=${role.roleId}`}>
              {role.essentialMet} of {role.essentialRequired} essential
              <span className="nhsuk-u-visually-hidden"> requirements of {role.title}</span>
            </Link>
            {role.desirableRequired > 0 ? (
              <span className="bw-note">
                {role.desirableMet} of {role.desirableRequired} desirable
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      )}
      <p>
        <Link to={`${subject.progressPath}/gap`}>{subject.own ? 'My gap, for any role' : 'Gap, for any role'}</Link>
      </p>
    </Section>
  );
}

/** The sitting that is planned for, and where the plan has a problem. */
export function ExamPlanNote({ progress, subject }: PartProps) {
  const examination = progress.milestones.find((milestone) => milestone.kind === 'examination' && milestone.notBefore);
  const { data: plan } = useQuery({ ...examPlanQuery(subject.id), enabled: examination !== undefined });
  if (!plan?.examination || plan.state === 'done' || plan.state === 'exempt') return null;
  const problems = plan.steps.filter(({ state }) => state === 'problem');
  const next = plan.steps.find(({ state, on }) => state === 'ahead' && on >= progress.asOf);
  return (
    <Section title="The plan for the examination">
      {plan.choice ? (
        <p>
          Sitting: {plan.choice.sitting.title}.
          {next ? (
            <span className="bw-note">
              {next.title}: <DateText date={next.on} />
            </span>
          ) : null}
        </p>
      ) : (
        <p>No sitting is chosen{plan.proposed ? `; the next possible one is ${plan.proposed.title}` : ''}.</p>
      )}
      {problems.map((step) => (
        <p key={`${step.kind} ${step.title}`}>{step.because}</p>
      ))}
      <p>
        <Link to={`${subject.progressPath}/exam-plan`}>
          {plan.choice || !plan.mayPlan ? 'The plan, back from the sitting' : 'Choose a sitting'}
        </Link>
      </p>
    </Section>
  );
}

export function MentoringNote({ progress, subject }: PartProps) {
  const names = progress.mentors.map(({ name }) => name).join(' and ');
  if (!subject.own && names === '' && !progress.mayLogMentoring) return null;
  return (
    <Section title="Mentoring">
      <p>{names === '' ? 'Nobody is named as mentor today.' : `Mentor: ${names}.`}</p>
      {subject.own || progress.mayLogMentoring ? (
        <p>
          <Link to={`${subject.progressPath}/mentoring`}>Mentoring log</Link>
        </p>
      ) : null}
    </Section>
  );
}

/** Which version of the pathway the person is on, and the way to the further ones. */
export function PathwayNote({ progress, subject }: PartProps) {
  return (
    <Section title="Training pathway">
      {progress.pathway ? (
        <p>
          <Link to={`/library/training-pathways/versions/${progress.pathway.version?.id ?? progress.pathway.id}`}>{progress.pathway.title}</Link>
          {progress.pathway.versionBecause ? <span className="bw-note">{progress.pathway.versionBecause}</span> : null}
        </p>
      ) : null}
      <p>
        <Link to={`${subject.progressPath}/further`}>{subject.own ? 'My further pathways' : 'Further pathways'}</Link>
      </p>
    </Section>
  );
}

export function Pauses({ progress, subject }: PartProps) {
  const { pauses, partTime, withdrawnPauses } = progress;
  if (pauses.length + partTime.length + withdrawnPauses.length === 0) return null;
  return (
    <Section title="Leave and part-time work">
      <ul className="bw-rows">
        {pauses.map((pause) => (
          <li key={pause.id}>
            {pauseSentence(pause)}
            {pause.note ? <span className="bw-note">{pause.note}</span> : null}
            <Moved moves={pause.moved} about={pauseSentence(pause)} />
            {progress.mayPause ? <PauseLinks pause={pause} path={`${subject.progressPath}/pauses/${pause.id}`} /> : null}
          </li>
        ))}
        {partTime.map((spell) => {
          const words = `${Math.round(spell.wte * 100)} % of full time from ${longDate(spell.from)}${spell.to ? ` to ${longDate(spell.to)}` : ''}`;
          return (
            <li key={spell.from}>
              {words}
              <Moved moves={spell.moved} about={words} />
            </li>
          );
        })}
        {withdrawnPauses.map((pause) => (
          <li key={pause.id}>
            <s>{pauseSentence(pause)}</s>
            <span className="bw-note">
              Withdrawn by {pause.takenBack?.by.name} on {longDate(pause.takenBack?.on ?? pause.from)}: {pause.takenBack?.reason}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PauseLinks({ pause, path }: { pause: Pause; path: string }) {
  const about = <span className="nhsuk-u-visually-hidden"> of {pauseSentence(pause)}</span>;
  return (
    <span className="bw-note">
      {pause.to === undefined ? (
        <>
          <Link to={`${path}/end`}>Enter the last day{about}</Link>,{' '}
        </>
      ) : null}
      <Link to={`${path}/edit`}>Change{about}</Link>, <Link to={`${path}/withdraw`}>Withdraw{about}</Link>
    </span>
  );
}

/** Which dates a stretch moved. */
function Moved({ moves, about }: { moves: DateMove[] | undefined; about: string }) {
  if (!moves) return null;
  if (moves.length === 0) return <span className="bw-note">It moves no date that is still ahead.</span>;
  return (
    <Why label={`What it moved (${moves.length})`} about={about}>
      <Moves moves={moves} none="" />
    </Why>
  );
}

function pauseSentence(pause: Pause): string {
  const word = pauseWord(pause.reason);
  if (pause.to === undefined) return `${word} since ${longDate(pause.from)}`;
  return `${word} from ${longDate(pause.from)} to ${longDate(pause.to)}`;
}
