import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { FilterSelect, Loaded, Page, Section, useFilter } from '@/design';
import { useMay } from '@/session/session';
import { ImportPart } from './ImportPart';
import { editionsQuery } from '../editions/queries';
import { editionName } from '../editions/words';
import { editionCrumbs } from '../paths';

/** The statements as a spreadsheet: out, and for those who may edit also in. */
export function ExchangePage() {
  const { frameworkId = '' } = useParams();
  const may = useMay('framework.edit');
  return (
    <Page title={may ? 'Export and import' : 'Export the statements'} breadcrumbs={editionCrumbs(frameworkId)}>
      <Export frameworkId={frameworkId} />
      {may ? <ImportPart frameworkId={frameworkId} /> : null}
    </Page>
  );
}

function Export({ frameworkId }: { frameworkId: string }) {
  const editions = useQuery(editionsQuery(frameworkId));
  const [number, setNumber] = useFilter('edition');
  const query = number === '' ? '' : `&edition=${encodeURIComponent(number)}`;
  const address = `/api/v1/frameworks/${frameworkId}/export?format=`;
  return (
    <Section title="Export">
      <p>
        Every statement with its identifier, skill, aspect, level and text. What you export and read in again unchanged
        changes nothing.
      </p>
      <Loaded query={editions} what="the editions">
        {({ items }) => (
          <FilterSelect
            label="Which edition?"
            value={number}
            onChange={setNumber}
            choices={[
              { value: '', label: 'What is in force' },
              ...items.map((edition) => ({
                value: `${edition.number}`,
                label: edition.state === 'draft' ? `${editionName(edition)} (draft)` : editionName(edition),
              })),
            ]}
          />
        )}
      </Loaded>
      <p className="bw-actions bw-downloads">
        <a href={`${address}csv${query}`} download>
          Export as CSV
        </a>
        <a href={`${address}xlsx${query}`} download>
          Export as XLSX, for Excel
        </a>
      </p>
    </Section>
  );
}
