import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { EmptyState, LoadedPage, Page, Section, SelectField } from '@/design';
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

function Changes({ changes, about }: { changes: FieldChange[]; about: string }) {
  return (
    <table className="nhsuk-table bw-table__table" role="table">
      <caption className="nhsuk-u-visually-hidden">What changes of {about}</caption>
      <thead className="nhsuk-table__head" role="rowgroup">
        <tr role="row">
          {['What', 'Before', 'After'].map((head) => (
            <th key={head} className="nhsuk-table__header" scope="col" role="columnheader">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="nhsuk-table__body" role="rowgroup">
        {changes.map(({ field, label, before, after }) => (
          <tr key={field} className="nhsuk-table__row" role="row">
            {[
              ['What', sentence(label)],
              ['Before', before === '' ? 'Nothing' : before],
              ['After', after === '' ? 'Nothing' : after],
            ].map(([head, text], index) => (
              <td key={head} className={`nhsuk-table__cell${index === 0 ? ' bw-table__row-header' : ''}`} role="cell">
                <span className="nhsuk-table-responsive__heading" aria-hidden="true">
                  {head}{' '}
                </span>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
