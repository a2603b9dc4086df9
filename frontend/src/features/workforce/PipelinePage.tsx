import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import {
  type Column,
  DateText,
  EmptyState,
  FilterSelect,
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
import { aheadWords, counted, organisationCrumb, organisationPages, peoplePath } from './words';

type Pipeline = components['schemas']['Pipeline'];
type Stage = components['schemas']['PipelineStage'];
type Trainee = components['schemas']['PipelineTrainee'];

/** Trainees by stage of the road, how long they have been there, and what they wait for. */
export function PipelinePage() {
  const [teamId] = useFilter('teamId');
  const query = useQuery({
    queryKey: ['workforce', 'pipeline', teamId],
    queryFn: () => answer(api.GET('/workforce/pipeline', { params: { query: { teamId: teamId || undefined } } })),
    placeholderData: (previous) => previous,
  });
  return (
    <Page title="Pipeline" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <div className="bw-table__tools bw-choices">
        <TeamFilter />
      </div>
      <Loaded query={query} what="the pipeline">
        {(shown) => (
          <TodayContext value={shown.dataOn}>
            <Shown shown={shown} />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function Shown({ shown }: { shown: Pipeline }) {
  if (shown.people === 0) {
    return (
      <EmptyState title="Nobody here is on the road to ACC.">
        <p>Trainees appear when they are appointed to a role whose pathway leads to ACC. Choose another team.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p className="nhsuk-body-l">
        {counted(shown.people, 'trainee')} on the road to ACC. {shown.stuck === 0 ? 'Nobody is stuck.' : `${shown.stuck} stuck.`}
      </p>
      <p>{shown.rule}</p>
      <Section title="By stage">
        <ByStage stages={shown.stages} />
        <TableDownload table="pipeline-stages" what="the stages" />
      </Section>
      <Section title="Trainees">
        <Trainees shown={shown} />
        <TableDownload table="pipeline" what="the trainees" />
      </Section>
      <p className="bw-small">
        From the milestones recorded up to <DateText date={shown.dataOn} plain />. The days planned are those between the pathway’s due dates; stages due on the same day run side by side.
      </p>
    </>
  );
}

function plannedWords(from?: number, to?: number): string {
  if (from === undefined || to === undefined) return '–';
  return from === to ? `${from}` : `${from} to ${to}`;
}

function ByStage({ stages }: { stages: Stage[] }) {
  const view = useTableView('stages');
  const columns: Column<Stage>[] = [
    { key: 'stage', header: 'Stage', rowHeader: true, cell: ({ title }) => title },
    { key: 'people', header: 'People', numeric: true, cell: ({ people, filter }) => (people === 0 ? '0' : <Link to={peoplePath(filter)}>{people}</Link>) },
    { key: 'stuck', header: 'Stuck', numeric: true, cell: ({ stuck }) => (stuck > 0 ? <strong>{stuck}</strong> : '0') },
    { key: 'median', header: 'Median days in it', numeric: true, cell: ({ medianDays }) => medianDays ?? '–' },
    { key: 'planned', header: 'Days planned', numeric: true, cell: ({ plannedFrom, plannedTo }) => plannedWords(plannedFrom, plannedTo) },
  ];
  return <LocalTable caption="Trainees by stage of the road" hideCaption columns={columns} rows={stages} rowKey={({ key }) => key} view={view} empty={null} />;
}

function Trainees({ shown }: { shown: Pipeline }) {
  const view = useTableView('trainees');
  const [stage, setStage] = useFilter('stage');
  const [only, setOnly] = useFilter('only');
  const rows = shown.trainees.filter((one) => (stage === '' || one.stage.key === stage) && (only !== 'stuck' || one.stuck));
  const columns: Column<Trainee>[] = [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      value: ({ person }) => person.name,
      cell: ({ person, team }) => (
        <>
          <Link to={`/people/${person.id}`}>{person.name}</Link>
          <span className="bw-small bw-block">{team.name}</span>
        </>
      ),
    },
    {
      key: 'stage',
      header: 'Stage',
      value: ({ stage: at }) => shown.stages.findIndex(({ key }) => key === at.key),
      cell: ({ stage: at, since }) => (
        <>
          {at.title}
          {since ? (
            <span className="bw-small bw-block">
              since <DateText date={since} plain />
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'days',
      header: 'Days in it',
      numeric: true,
      value: ({ days, planned }) => days - (planned ?? days),
      cell: ({ days, planned }) => (
        <>
          {days}
          {planned === undefined ? null : <span className="bw-small bw-block">of {planned} planned</span>}
        </>
      ),
    },
    { key: 'ahead', header: 'Against plan', cell: (one) => aheadWords(one) },
    {
      key: 'next',
      header: 'Next milestone',
      value: ({ nextMilestone }) => nextMilestone?.dueOn,
      cell: ({ nextMilestone }) =>
        nextMilestone ? (
          <>
            {nextMilestone.title}
            <span className="bw-small bw-block">
              <DateText date={nextMilestone.dueOn} />
            </span>
          </>
        ) : (
          'Nothing'
        ),
    },
    {
      key: 'on',
      header: 'Stuck on, or waiting for',
      cell: ({ on, stuck }) => (
        <>
          {stuck ? <strong className="bw-block">Stuck</strong> : null}
          {on.length === 0
            ? 'Nothing'
            : on.map((sentence) => (
                <span key={sentence} className="bw-block">
                  {sentence}
                </span>
              ))}
        </>
      ),
    },
  ];
  return (
    <LocalTable
      caption="Trainees, the furthest behind plan first"
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ person }) => person.id}
      view={view}
      searchLabel="Search by name"
      filters={
        <>
          <FilterSelect
            label="Stage"
            value={stage}
            onChange={setStage}
            choices={[{ value: '', label: 'All' }, ...shown.stages.map(({ key, title }) => ({ value: key, label: title }))]}
          />
          <FilterSelect
            label="Show"
            value={only}
            onChange={setOnly}
            choices={[
              { value: '', label: 'Everybody' },
              { value: 'stuck', label: 'Only stuck' },
            ]}
          />
        </>
      }
      empty={<EmptyState title={only === 'stuck' ? 'Nobody is stuck here.' : 'Nobody is in this stage.'} />}
    />
  );
}
