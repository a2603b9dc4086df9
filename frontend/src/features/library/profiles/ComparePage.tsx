import { useQueries, useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState, Failed, FilterSelect, Loading, Page, Section, useFilter } from '@/design';
import {
  addressOf,
  chosenIn,
  compareFactors,
  countDifferences,
  mostProfiles,
  type Shown,
  shownRows,
  withFirst,
} from './comparison';
import { ComparedFactors } from './ComparedFactors';
import { ComparedTotals } from './ComparedTotals';
import { rangesBeside } from './profileRanges';
import { profileQuery, profilesQuery } from '../queries';
import { ScoreRanges } from './ScoreRanges';
import type { JobProfile } from '../types';
import { bandName, libraryCrumb } from '../words';

/** Two to four national profiles beside each other. */
export function ComparePage() {
  const [params, setParams] = useSearchParams();
  const ids = chosenIn(params);
  const queries = useQueries({ queries: ids.map((id) => profileQuery(id)) });
  const profiles = queries.flatMap(({ data }) => (data ? [data] : []));
  const failed = queries.find(({ error, data }) => error && !data);

  function choose(chosen: string[]) {
    setParams(
      (current) => {
        const next = new URLSearchParams(addressOf(chosen));
        for (const [name, value] of current) if (name !== 'id') next.append(name, value);
        return next;
      },
      { preventScrollReset: true },
    );
  }

  return (
    <Page
      title="Compare national profiles"
      breadcrumbs={[libraryCrumb, { label: 'National profiles', href: '/library/profiles' }]}
      action={
        profiles.length === 2 ? (
          <Button type="button" onClick={() => choose(withFirst(ids, ids[1] ?? ''))}>
            Swap
          </Button>
        ) : null
      }
    >
      <Chooser ids={ids} onAdd={(id) => choose([...ids, id])} />
      {failed?.error ? (
        <Failed message={failed.error.message} retry={() => void failed.refetch()} />
      ) : profiles.length < ids.length ? (
        <Loading what="the profiles" />
      ) : (
        <Compared
          profiles={profiles}
          onFirst={(id) => choose(withFirst(ids, id))}
          onRemove={(id) => choose(ids.filter((one) => one !== id))}
        />
      )}
    </Page>
  );
}

interface ChooserProps {
  ids: string[];
  onAdd: (id: string) => void;
}

function Chooser({ ids, onAdd }: ChooserProps) {
  const { data } = useQuery(profilesQuery);
  const [wanted, setWanted] = useState('');
  const others = (data?.items ?? []).filter(({ id }) => !ids.includes(id));
  if (ids.length >= mostProfiles) {
    return <p>Four profiles are as many as can be read beside each other. Remove one to add another.</p>;
  }
  return (
    <form
      className="bw-choose-profile"
      onSubmit={(event) => {
        event.preventDefault();
        if (others.some(({ id }) => id === wanted)) onAdd(wanted);
        setWanted('');
      }}
    >
      <FilterSelect
        label={ids.length === 0 ? 'First profile' : ids.length === 1 ? 'Compare with' : 'Add another profile'}
        value={others.some(({ id }) => id === wanted) ? wanted : ''}
        onChange={setWanted}
        choices={[
          { value: '', label: 'Choose a profile' },
          ...others.map(({ id, title, band }) => ({ value: id, label: `${title} (${bandName(band).toLowerCase()})` })),
        ]}
      />
      <Button type="submit" secondary>
        Add
      </Button>
    </form>
  );
}

interface ComparedProps {
  profiles: JobProfile[];
  onFirst: (id: string) => void;
  onRemove: (id: string) => void;
}

const shownChoices: { value: Shown; label: string }[] = [
  { value: 'differences', label: 'Only what differs' },
  { value: 'levels', label: 'Only other levels' },
  { value: 'all', label: 'All 16 factors' },
];

function Compared({ profiles, onFirst, onRemove }: ComparedProps) {
  const [value, setValue] = useFilter('show', 'differences');
  const shown = shownChoices.find((choice) => choice.value === value)?.value ?? 'differences';
  const rows = compareFactors(profiles);
  return (
    <>
      {profiles.length > 0 ? <ComparedTotals profiles={profiles} onFirst={onFirst} onRemove={onRemove} /> : null}
      {profiles.length < 2 ? (
        <EmptyState
          title={
            profiles.length === 0 ? 'Choose two to four profiles to compare.' : 'Choose at least one more profile.'
          }
        >
          <p>
            Here you then see factor by factor what changes from one to the next, by how many points, and in which
            words.
          </p>
        </EmptyState>
      ) : (
        <>
          <Section title="Points against the bands">
            <ScoreRanges caption="Points by the scheme, against the limits of each band" ranges={rangesBeside(profiles)} />
            <p className="bw-small">The pale bar is the band, the dark one the profile.</p>
          </Section>
          <h2 className="nhsuk-heading-m">Factor by factor</h2>
          <p>{differenceSentence(rows)}</p>
          <div className="bw-table__tools">
            <FilterSelect label="Show" value={shown} onChange={setValue} choices={shownChoices} />
          </div>
          <ComparedFactors profiles={profiles} rows={shownRows(rows, shown)} />
        </>
      )}
    </>
  );
}

function differenceSentence(rows: ReturnType<typeof compareFactors>): string {
  const { levels, onlyWords, nothing } = countDifferences(rows);
  return (
    `The level differs on ${levels} of ${rows.length} factors, only the words on ${onlyWords}, nothing on ${nothing}. ` +
    'Points are those of the scheme; differences are counted from the first profile. Words that differ are marked, unless a text is worded differently throughout.'
  );
}
