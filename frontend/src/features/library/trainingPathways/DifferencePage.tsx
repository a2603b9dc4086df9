import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { type Column, EmptyState, LoadedPage, LocalTable, Page, Section, SelectField, useTableView } from '@/design';
import { sentence } from '../words';
import { trainingDifferenceQuery, trainingVersionQuery, trainingVersionsQuery } from './queries';
import { baseCrumbs, crumbsOfVersion, type FieldChange, type TrainingVersion, versionName } from './words';

const hows = { added: 'New milestone', removed: 'Removed milestone', changed: 'Changed', moved: 'Moved to another place' };

/** What tells one version from another, milestone by milestone and field by field. */
export function DifferencePage() {
  const { versionId = '' } = useParams();
  const query = useQuery(trainingVersionQuery(versionId));
  return (
    <LoadedPage query={query} what="the version" title="What changes" breadcrumbs={baseCrumbs}>
      {(version) => <Comparing version={version} />}
    </LoadedPage>
  );
}

function Comparing({ version }: { version: TrainingVersion }) {
  const [params, setParams] = useSearchParams();
  const against = params.get('against') ?? '';
  const query = useQuery(trainingDifferenceQuery(version.ref.id, against));
  const { data: versions } = useQuery(trainingVersionsQuery(version.pathwayId));
  const others = (versions?.items ?? []).filter(({ ref }) => ref.id !== version.ref.id);
  return (
    <LoadedPage query={query} what="the difference" title="What changes" breadcrumbs={crumbsOfVersion(version)}>
      {({ earlier, facts, milestones }) => (
        <Page
          title={earlier ? `${versionName(version)} beside ${earlier.title}` : versionName(version)}
          caption={version.title}
          breadcrumbs={crumbsOfVersion(version)}
        >
          {others.length > 1 ? (
            <SelectField
              name="against"
              label="Compare with"
              value={against === '' ? (earlier?.id ?? '') : against}
              onChange={(id) => setParams({ against: id }, { replace: true, preventScrollReset: true })}
              choices={others.map((other) => ({ value: other.ref.id, label: versionName(other) }))}
            />
          ) : null}
          {facts.length + milestones.length === 0 ? <EmptyState title="Both say the same." /> : null}
          {facts.length > 0 ? (
            <Section title="The pathway as a whole">
              <Changes changes={facts} about="the pathway" />
            </Section>
          ) : null}
          {milestones.map(({ key, title, how, fields }) => (
            <Section key={key} title={`${hows[how]}: ${title || key}`}>
              <Changes changes={fields} about={title} />
            </Section>
          ))}
        </Page>
      )}
    </LoadedPage>
  );
}

const changeColumns: Column<FieldChange>[] = [
  { key: 'what', header: 'What', rowHeader: true, cell: ({ label }) => sentence(label) },
  { key: 'before', header: 'Before', cell: ({ before }) => (before === '' ? 'Nothing' : before) },
  { key: 'after', header: 'After', cell: ({ after }) => (after === '' ? 'Nothing' : after) },
];

function Changes({ changes, about }: { changes: FieldChange[]; about: string }) {
  const view = useTableView();
  return (
    <LocalTable
      caption={`What changes of ${about}`}
      hideCaption
      columns={changeColumns}
      rows={changes}
      rowKey={({ field }) => field}
      view={view}
      empty={null}
    />
  );
}
