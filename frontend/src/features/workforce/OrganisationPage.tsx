import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import {
  BarTable,
  type Column,
  DateText,
  EmptyState,
  FigureCard,
  FigureCards,
  Loaded,
  LocalTable,
  Page,
  Section,
  SubNavigation,
  TableDownload,
  TodayContext,
  useFilter,
  useTableView,
} from '@/design';
import { TeamFilter } from './TeamFilter';
import { counted, organisationPages, organisationPath, peoplePath, wteWords } from './words';

type Overview = components['schemas']['WorkforceOverview'];
type SkillGap = components['schemas']['SkillGap'];

/** How many trainees and accredited staff there are, and what is overdue, expiring, waiting or missing. */
export function OrganisationPage() {
  const [teamId] = useFilter('teamId');
  const overview = useQuery({
    queryKey: ['workforce', 'overview', teamId],
    queryFn: () => answer(api.GET('/workforce/overview', { params: { query: { teamId: teamId || undefined } } })),
    placeholderData: (previous) => previous,
  });
  return (
    <Page title="Organisation">
      <SubNavigation label="Organisation" pages={organisationPages} />
      <div className="bw-table__tools bw-choices">
        <TeamFilter />
      </div>
      <Loaded query={overview} what="the numbers">
        {(numbers) => (
          <TodayContext value={numbers.dataOn}>
            {numbers.headcount.people === 0 ? (
              <EmptyState title="Nobody is appointed here today.">
                <p>The numbers count people with an appointment. Choose another team, or ask an administrator to record the appointments.</p>
              </EmptyState>
            ) : (
              <Numbers numbers={numbers} />
            )}
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function Numbers({ numbers }: { numbers: Overview }) {
  const [teamId] = useFilter('teamId');
  const { meanings } = numbers;
  return (
    <>
      <FigureCards>
        <FigureCard label="Accredited" figure={numbers.accredited.people} href={peoplePath(numbers.accredited.filter)}>
          {wteWords(numbers.accredited.wte)} of {counted(numbers.headcount.people, 'person', 'people')},{' '}
          {wteWords(numbers.headcount.wte)}
        </FigureCard>
        <FigureCard label="On the road to ACC" figure={numbers.onRoad.people} href={peoplePath(numbers.onRoad.filter)}>
          {wteWords(numbers.onRoad.wte)}
        </FigureCard>
        <FigureCard label="Overdue" figure={numbers.overdue.people} href={peoplePath(numbers.overdue.filter)}>
          {counted(numbers.overdue.items, 'milestone')}; {counted(numbers.dueSoon.people, 'person', 'people')} with something{' '}
          <Link to={peoplePath(numbers.dueSoon.filter)}>due soon</Link>
        </FigureCard>
        <FigureCard
          label="Refresher due within 12 months"
          figure={numbers.expiring.people}
          href={peoplePath(numbers.expiring.filter)}
        >
          {numbers.lapsed.people === 0 ? (
            'None overdue'
          ) : (
            <Link to={peoplePath(numbers.lapsed.filter)}>{numbers.lapsed.people} overdue</Link>
          )}
        </FigureCard>
        <FigureCard label="Waiting for review" figure={numbers.waitingReview.items} href={peoplePath(numbers.waitingReview.filter)}>
          {counted(numbers.waitingReview.people, 'person', 'people')};{' '}
          <Link to={peoplePath(numbers.waitingSignOff.filter)}>
            {counted(numbers.waitingSignOff.items, 'record')} to sign off
          </Link>
        </FigureCard>
        <FigureCard label="Essential statements missing" figure={numbers.gap.items} href={peoplePath(numbers.gap.filter)}>
          of {counted(numbers.gap.people, 'person', 'people')} (<Link to={organisationPath('readiness', teamId)}>readiness</Link>);{' '}
          <Link to={peoplePath(numbers.returned.filter)}>{counted(numbers.returned.items, 'claim')} returned</Link>
        </FigureCard>
        <FigureCard
          label="Single points of failure"
          figure={numbers.singlePoints.nobody + numbers.singlePoints.one}
          href={organisationPath('single-points', teamId)}
        >
          {counted(numbers.singlePoints.nobody, 'statement')} held by nobody, {numbers.singlePoints.one} by one person
        </FigureCard>
      </FigureCards>
      <div className="bw-columns bw-columns--even">
        <Section title="Trainees and coders by stage">
          <BarTable
            caption="People by stage of the road to ACC"
            labelHeader="Stage"
            valueHeader="People"
            bars={numbers.stages.map(({ key, title, people, filter }) => ({
              key,
              label: title,
              value: people,
              href: people > 0 ? peoplePath(filter) : undefined,
            }))}
          />
        </Section>
        <Section title="Accredited staff by band">
          {numbers.accreditedByBand.length === 0 ? (
            <p>Nobody here holds ACC yet.</p>
          ) : (
            <BarTable
              caption="Whole-time equivalents that hold ACC, by band"
              labelHeader="Band"
              valueHeader="People and WTE"
              bars={numbers.accreditedByBand.map(({ band, people, wte, filter }) => ({
                key: band,
                label: `Band ${band}`,
                value: wte,
                shown: `${people} (${wteWords(wte)})`,
                href: peoplePath(filter),
              }))}
            />
          )}
        </Section>
      </div>
      <Section title="Gaps by team and skill">
        <Gaps gaps={numbers.skillGaps} />
        <TableDownload table="skill-gaps" what="the gaps" />
        <TableDownload table="numbers" what="the numbers above" />
      </Section>
      <p className="bw-small">
        Data of <DateText date={numbers.dataOn} plain />.
      </p>
      <Details>
        <Details.Summary>What do these numbers mean?</Details.Summary>
        <Details.Text>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {Object.entries(meanings).map(([name, meaning]) => (
              <li key={name}>{meaning}</li>
            ))}
          </ul>
        </Details.Text>
      </Details>
    </>
  );
}

const gapColumns: Column<SkillGap>[] = [
  { key: 'team', header: 'Team', rowHeader: true, value: ({ team }) => team.name, cell: ({ team }) => team.name },
  {
    key: 'skill',
    header: 'Skill',
    value: ({ code }) => code,
    cell: ({ code, skill }) => (
      <>
        {code} <span className="bw-note">{skill}</span>
      </>
    ),
  },
  { key: 'people', header: 'People', numeric: true, value: ({ people }) => people, cell: ({ people }) => people },
  { key: 'required', header: 'Required', numeric: true, value: ({ required }) => required, cell: ({ required }) => required },
  { key: 'met', header: 'Met', numeric: true, value: ({ met }) => met, cell: ({ met }) => met },
  { key: 'claimed', header: 'In review', numeric: true, value: ({ claimed }) => claimed, cell: ({ claimed }) => claimed },
  { key: 'partly', header: 'At a lower level', numeric: true, value: ({ partly }) => partly, cell: ({ partly }) => partly },
  {
    key: 'missing',
    header: 'Missing',
    numeric: true,
    value: ({ missing }) => missing,
    cell: ({ missing, filter, team, code }) =>
      missing === 0 ? (
        0
      ) : (
        <Link to={peoplePath(filter)} aria-label={`${missing} missing, ${team.name}, ${code}`}>
          {missing}
        </Link>
      ),
  },
];

function Gaps({ gaps }: { gaps: SkillGap[] }) {
  const view = useTableView('gaps', '-missing');
  return (
    <LocalTable
      caption="Essential statements by team and skill"
      hideCaption
      columns={gapColumns}
      rows={gaps}
      rowKey={({ team, code }) => `${team.id}-${code}`}
      view={view}
      searchLabel="Search by team or skill"
      empty={
        <EmptyState title="No role here requires skill statements.">
          <p>Requirements are set on the roles in the library.</p>
        </EmptyState>
      }
    />
  );
}
