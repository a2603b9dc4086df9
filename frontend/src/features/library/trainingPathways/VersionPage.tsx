import { useQuery } from '@tanstack/react-query';
import { ErrorSummary } from 'nhsuk-react-components';
import { Link, useParams } from 'react-router';
import { ButtonLink, type Column, EmptyState, Facts, LoadedPage, LocalTable, longDate, Page, Section, StateTag, Timeline, useTableView } from '@/design';
import { sentence } from '../words';
import { trainingVersionQuery } from './queries';
import { awardChoices, baseCrumbs, crumbsOfVersion, type FieldChange, kindChoices, type MilestoneText, periodBoth, type TrainingVersion, versionHome, versionName } from './words';

/** One version of a pathway, as a timeline and as a table; a draft is changed from here. */
export function VersionPage() {
  const { versionId = '' } = useParams();
  const query = useQuery(trainingVersionQuery(versionId));
  return (
    <LoadedPage query={query} what="the version" title="A version of a training pathway" breadcrumbs={baseCrumbs}>
      {(version) => <Version version={version} />}
    </LoadedPage>
  );
}

function Version({ version }: { version: TrainingVersion }) {
  const here = versionHome(version.ref.id);
  const { mayEdit } = version;
  return (
    <Page
      title={versionName(version)}
      caption={version.title}
      breadcrumbs={crumbsOfVersion(version, true)}
      action={mayEdit ? <ButtonLink href={`${here}/publish`}>Publish this draft</ButtonLink> : undefined}
    >
      <Problems version={version} />
      <Facts facts={factsOf(version)} />
      <ul className="nhsuk-list">
        {mayEdit ? (
          <>
            <li>
              <Link to={`${here}/facts`}>Change title, award, roles and length</Link>
            </li>
            <li>
              <Link to={`${here}/milestones/new`}>Add a milestone</Link>
            </li>
            <li>
              <Link to={`${here}/order`}>Change the order of the milestones</Link>
            </li>
            <li>
              <Link to={`${here}/stages`}>Change the stages</Link>
            </li>
            <li>
              <Link to={`${here}/preview`}>Try it on an example person</Link>
            </li>
          </>
        ) : null}
        {version.ref.number > 0 ? (
          <li>
            <Link to={`${here}/difference`}>What changes against the version before</Link>
          </li>
        ) : null}
        {mayEdit ? (
          <li>
            <Link to={`${here}/discard`}>Discard this draft</Link>
          </li>
        ) : null}
      </ul>
      {version.milestones.length === 0 ? (
        <EmptyState title="There is no milestone yet.">
          <p>Add the first one.</p>
        </EmptyState>
      ) : (
        <>
          <AsTimeline version={version} />
          <AsTable version={version} />
        </>
      )}
    </Page>
  );
}

/** Everything that keeps a draft from being published, each with the way to it. */
function Problems({ version }: { version: TrainingVersion }) {
  if (version.problems.length === 0) return null;
  const here = versionHome(version.ref.id);
  const place = (milestone: string, field: string) => {
    if (milestone !== '') return `${here}/milestones/${milestone}`;
    if (field === 'stages') return `${here}/stages`;
    return field === 'milestones' || field === '' ? undefined : `${here}/facts`;
  };
  return (
    <ErrorSummary disableAutoFocus>
      <ErrorSummary.Title>This draft cannot be published yet</ErrorSummary.Title>
      <p>It is kept as it is. Mend what is listed here first.</p>
      <ul className="nhsuk-list nhsuk-error-summary__list">
        {version.problems.map(({ milestone, field, sentence: words }) => {
          const to = place(milestone, field);
          return <li key={`${milestone} ${field} ${words}`}>{to ? <Link to={to}>{words}</Link> : <strong>{words}</strong>}</li>;
        })}
      </ul>
    </ErrorSummary>
  );
}

function factsOf(version: TrainingVersion) {
  const { joining, roles, copies } = version;
  const held = joining.held
    .map(({ period, from, source, note }) => `${periodBoth(period)}${from ? `, from ${longDate(from)}` : ''} (${source}). ${note}`)
    .join(' ');
  const award = (key: string) => awardChoices.find(({ value }) => value === key)?.label ?? key;
  return [
    { term: 'State', value: <StateTag kind="trainingVersion" state={version.state} /> },
    { term: 'What is new', value: version.note },
    { term: 'Leads to', value: award(version.award) },
    {
      term: 'Who is on it',
      value: version.further
        ? 'Those who join it'
        : [roles.map(({ name }) => name).join(', '), copies.length > 0 ? `and copies of it: ${copies.map(({ name }) => name).join(', ')}` : '']
            .filter(Boolean)
            .join(', '),
    },
    { term: 'Asked before joining', value: joining.award ? `${award(joining.award)}, held for ${held}` : '' },
    { term: 'Takes', value: periodBoth(version.length) },
    { term: 'Due soon', value: version.dueSoonText ? `${version.dueSoonText} before the date` : '' },
    { term: 'Applies from', value: version.ref.startsOn ? longDate(version.ref.startsOn) : '' },
    { term: 'Applied to', value: version.endsOn ? longDate(version.endsOn) : '' },
    { term: 'Published by', value: version.publishedBy?.name ?? '' },
    { term: 'Written by', value: version.madeBy?.name ?? '' },
    {
      term: 'Source',
      value: version.sources.map(({ document, line, text }) => `${document}${line > 0 ? `, line ${line}` : ''}: “${text.trim()}”`).join(' '),
    },
  ];
}

/** What stands beside a rule that the organisation changed. */
export function ChangedHere({ changes }: { changes: FieldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="bw-plain">
      {changes.map(({ field, label, before, after }) => (
        <li key={field} className="bw-small">
          <strong>{label}</strong> changed here to {after === '' ? 'nothing' : `“${after}”`}; the source says{' '}
          {before === '' ? 'nothing' : `“${before}”`}.
        </li>
      ))}
    </ul>
  );
}

function Sources({ milestone }: { milestone: MilestoneText }) {
  return (
    <ul className="bw-plain">
      {milestone.sources.map((source) => (
        <li key={`${source.document} ${source.line}`} className="bw-small">
          <q>{source.text.trim()}</q>{' '}
          <span className="bw-note">
            {source.document}
            {source.line > 0 ? `, line ${source.line}` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function AsTimeline({ version }: { version: TrainingVersion }) {
  const here = versionHome(version.ref.id);
  const titleOf = (key: string) => version.milestones.find((other) => other.key === key)?.title ?? key;
  return (
    <Section title="The milestones in their order">
      <Timeline
        label="Milestones"
        steps={version.milestones.map((milestone) => ({
          key: milestone.key,
          title: version.mayEdit ? <Link to={`${here}/milestones/${milestone.key}`}>{milestone.title || 'No title yet'}</Link> : milestone.title,
          when: milestone.timing === '' ? undefined : sentence(milestone.timing.replace(/milestone (\S+?)(,|$)/g, (_, key: string, end: string) => titleOf(key) + end)),
          children: (
            <>
              <p className="bw-small">{milestone.rule}</p>
              {milestone.prerequisites.length > 0 ? (
                <p className="bw-small">Needs first: {milestone.prerequisites.map(titleOf).join(', ')}.</p>
              ) : null}
              <ChangedHere changes={milestone.changedHere} />
              <Sources milestone={milestone} />
              {version.mayEdit ? (
                <p className="bw-small">
                  <Link to={`${here}/milestones/${milestone.key}/remove`}>
                    Remove<span className="nhsuk-u-visually-hidden"> {milestone.title}</span>
                  </Link>
                </p>
              ) : null}
            </>
          ),
        }))}
      />
    </Section>
  );
}

function AsTable({ version }: { version: TrainingVersion }) {
  const view = useTableView('table');
  const titleOf = (key: string) => version.milestones.find((other) => other.key === key)?.title ?? key;
  const columns: Column<MilestoneText>[] = [
    { key: 'title', header: 'Milestone', rowHeader: true, value: ({ title }) => title, cell: ({ title }) => title },
    {
      key: 'kind',
      header: 'Kind',
      value: ({ kind }) => kind,
      cell: ({ kind }) => kindChoices.find(({ value }) => value === kind)?.label ?? kind,
    },
    { key: 'timing', header: 'When', value: ({ timing }) => timing, cell: ({ timing }) => timing },
    { key: 'needs', header: 'Needs first', cell: ({ prerequisites }) => prerequisites.map(titleOf).join(', ') },
    { key: 'evidence', header: 'Shown by', cell: ({ evidence }) => evidence.join('; ') },
    { key: 'signs', header: 'Signed by', cell: ({ signedBy }) => signedBy.join(' or ') },
    {
      key: 'marks',
      header: 'Pass marks and log book',
      cell: ({ papers, logBook }) =>
        [
          ...papers.map(
            (paper) =>
              `${paper.title}: ${paper.passMarks.map(({ mark, from }) => `${mark} %${from ? ` from ${longDate(from)}` : ''}`).join(', ') || 'passed or not'}`,
          ),
          ...(logBook.number > 0 ? [`${logBook.number} ${logBook.counted} (${logBook.source})`] : []),
        ].join('; '),
    },
  ];
  return (
    <Section title="The milestones as a table">
      <LocalTable
        caption="Milestones"
        hideCaption
        columns={columns}
        rows={version.milestones}
        rowKey={({ key }) => key}
        view={view}
        empty={<EmptyState title="There is no milestone yet." />}
      />
    </Section>
  );
}
