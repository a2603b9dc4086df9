import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { Link, useParams, useSearchParams } from 'react-router';
import { EmptyState, FilterSelect, Loaded, Page, StateTag, TextsBeside, useFilter } from '@/design';
import { differencesQuery, editionsQuery } from './queries';
import type { Edition, EditionDifference, EditionDifferences } from './types';
import { editionName, entryName, sidesOf } from './words';
import { editionCrumbs, statementPath } from '../paths';

/** What changes from one edition to another, word by word. */
export function DifferencesPage() {
  const { frameworkId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const editions = useQuery(editionsQuery(frameworkId));
  const items = editions.data?.items ?? [];
  const newest = items[0]?.number ?? 0;
  const to = Number(params.get('to') ?? newest);
  const from = Number(params.get('from') ?? Math.max(0, to - 1));
  const query = useQuery({ ...differencesQuery(frameworkId, from, to), enabled: from !== to });

  function choose(chosen: { from: number; to: number }) {
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.set('from', `${chosen.from}`);
        next.set('to', `${chosen.to}`);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  }

  return (
    <Page
      title="Difference between two editions"
      breadcrumbs={editionCrumbs(frameworkId)}
      action={
        <Button type="button" onClick={() => choose({ from: to, to: from })}>
          Swap
        </Button>
      }
    >
      <div className="bw-table__tools bw-tools-apart">
        <EditionSelect label="From" value={from} editions={items} onChange={(value) => choose({ from: value, to })} />
        <EditionSelect label="To" value={to} editions={items} onChange={(value) => choose({ from, to: value })} />
      </div>
      {from === to ? (
        <p>Choose two different editions.</p>
      ) : (
        <Loaded query={query} what="the differences">
          {(differences) => <Differences differences={differences} />}
        </Loaded>
      )}
    </Page>
  );
}

interface EditionSelectProps {
  label: string;
  value: number;
  editions: Edition[];
  onChange: (number: number) => void;
}

function EditionSelect({ label, value, editions, onChange }: EditionSelectProps) {
  const known = editions.some(({ number }) => number === value);
  return (
    <FilterSelect
      label={label}
      value={`${value}`}
      onChange={(chosen) => onChange(Number(chosen))}
      choices={[
        ...(known ? [] : [{ value: `${value}`, label: `Edition ${value}` }]),
        ...editions.map((edition) => ({
          value: `${edition.number}`,
          label: edition.state === 'draft' ? `${editionName(edition)} (draft)` : editionName(edition),
        })),
      ]}
    />
  );
}

const kinds = [
  { value: 'meaning', label: 'Changed meanings' },
  { value: 'wording', label: 'Wordings' },
  { value: 'added', label: 'Added' },
  { value: 'ended', label: 'Ended' },
  { value: 'skill', label: 'Skills renamed' },
] as const;

function Differences({ differences: { from, to, counts, unchanged, items } }: { differences: EditionDifferences }) {
  const drafted = from.state === 'draft' || to.state === 'draft';
  const [kind, setKind] = useFilter('kind');
  const shown = kind === '' ? items : items.filter((one) => one.kind === kind);
  return (
    <>
      <p>
        {counts.meaning} with a changed meaning, {counts.wording} with another wording, {counts.added} added,{' '}
        {counts.ended} ended; {unchanged} are the same word for word.
      </p>
      {items.length === 0 ? (
        <EmptyState title="These two editions say the same." />
      ) : (
        <>
          <div className="bw-table__tools bw-tools-apart">
            <FilterSelect
              label="Show"
              value={kind}
              onChange={setKind}
              choices={[
                { value: '', label: 'Everything that differs' },
                ...kinds.filter(({ value }) => counts[value] > 0).map(({ value, label }) => ({ value, label: `${label} (${counts[value]})` })),
              ]}
            />
          </div>
          <ul className="bw-passages">
            {shown.map((difference) => (
              <li key={`${difference.kind} ${difference.before?.id ?? ''} ${difference.after?.id ?? ''}`}>
                <Difference difference={difference} drafted={drafted} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Difference({ difference, drafted }: { difference: EditionDifference; drafted: boolean }) {
  const { kind, before, after, aspectWords, textWords } = difference;
  // What is in a draft only has no page yet.
  const linked = before ?? (drafted ? undefined : after);
  const entry = after ?? before;
  if (!entry) return null;
  const text = sidesOf(textWords, before?.text ?? '', after?.text ?? '');
  const aspect = sidesOf(aspectWords, before?.aspect ?? '', after?.aspect ?? '');
  return (
    <>
      <h2 className="nhsuk-heading-s bw-change__name">
        {entryName(entry)} <StateTag kind="editionDifference" state={kind} />
      </h2>
      {kind === 'skill' ? (
        <p>
          The skill was called {before?.skill}, and is now {after?.skill}.
        </p>
      ) : before && after ? (
        <>
          {before.aspect === after.aspect ? null : (
            <TextsBeside
              texts={[
                { label: 'Aspect before', pieces: aspect.old },
                { label: 'Aspect after', pieces: aspect.new },
              ]}
            />
          )}
          <TextsBeside
            texts={[
              { label: 'Before', pieces: text.old },
              { label: 'After', pieces: text.new },
            ]}
          />
        </>
      ) : (
        <p>{entry.text}</p>
      )}
      {linked ? (
        <p className="bw-small">
          <Link to={statementPath(linked.id)}>
            {kind === 'meaning' ? 'Open the old statement' : 'Open the statement'}
            <span className="nhsuk-u-visually-hidden">: {entryName(linked)}</span>
          </Link>
        </p>
      ) : null}
    </>
  );
}
