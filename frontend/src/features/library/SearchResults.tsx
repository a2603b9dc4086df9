import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import { documentName, EmptyState, Loaded, sourcePath, SourceLines } from '@/design';
import { hitPath, kindName, kindNames, type SearchKind } from './search';

type Hit = components['schemas']['SearchHit'];
type Piece = components['schemas']['SearchPiece'];

/** How many hits come at once. */
const pageSize = 20;

/** What the whole library has for a search, the best hits first: everything, or one kind of it. */
export function SearchResults({ search }: { search: string }) {
  const [params] = useSearchParams();
  const kind = kindNames.find((one) => one === params.get('kind'));
  const list = useList(['search', search, kind], (cursor) =>
    answer(api.GET('/search', { params: { query: { q: search, kind, cursor, limit: pageSize } } })),
  );
  return (
    <Loaded query={list.whole} what="what was found">
      {({ total, kinds, words }) => (
        <>
          <div role="status">
            <h2 className="nhsuk-heading-m">{totalWords(total, kind, search)}</h2>
          </div>
          <Kinds counts={kinds} search={search} chosen={kind} />
          {list.rows.length === 0 ? <NothingFound words={words} /> : null}
          <ol className="bw-found" aria-label="What was found">
            {list.rows.map((hit) => (
              <li key={`${hit.kind} ${hit.id}`}>
                <FoundHit hit={hit} />
              </li>
            ))}
          </ol>
          {list.hasMore ? (
            <Button type="button" secondary aria-disabled={list.loadingMore || undefined} onClick={list.more}>
              Show more ({total - list.rows.length} left)
            </Button>
          ) : null}
          <SourceFindings search={search} />
          <p>
            <Link to="/library">Clear the search</Link>
          </p>
        </>
      )}
    </Loaded>
  );
}

function totalWords(total: number, kind: SearchKind | undefined, search: string): string {
  const what = kind === undefined ? (total === 1 ? 'result' : 'results') : kindName(kind, total);
  return `${total === 0 ? 'No' : total} ${what} for “${search}”`;
}

const address = (search: string, kind?: SearchKind) =>
  `/library?${new URLSearchParams(kind === undefined ? { q: search } : { q: search, kind }).toString()}`;

interface KindsProps {
  counts: { kind: SearchKind; total: number }[];
  search: string;
  chosen: SearchKind | undefined;
}

/** What was found by kind: each a page of its own, which the address keeps. */
function Kinds({ counts, search, chosen }: KindsProps) {
  const all = counts.reduce((sum, { total }) => sum + total, 0);
  if (all === 0) return null;
  const pages = [
    { kind: undefined, label: `Everything (${all})` },
    ...counts.map(({ kind, total }) => ({ kind, label: `${kindName(kind, 2)} (${total})` })),
  ];
  return (
    <nav className="bw-subnav" aria-label="What was found, by kind">
      <ul className="bw-subnav__list">
        {pages.map(({ kind, label }) => (
          <li key={label}>
            <Link
              to={address(search, kind)}
              className="bw-subnav__link"
              aria-current={kind === chosen ? 'page' : undefined}
              preventScrollReset
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function FoundHit({ hit }: { hit: Hit }) {
  return (
    <>
      <Link to={hitPath(hit)}>
        <Pieces pieces={hit.titlePieces} />
      </Link>
      <span className="bw-found__place">
        {kindName(hit.kind, 1)}. {hit.place}
        {hit.part ? `. ${hit.part}` : ''}
      </span>
      <Pieces pieces={hit.snippet} />{' '}
      {hit.source ? <SourceLines document={hit.source.document} lines={[hit.source.line]} named /> : null}
    </>
  );
}

function Pieces({ pieces }: { pieces: Piece[] }) {
  // The pieces of a text never change places, so that their place is their key.
  return pieces.map(({ text, marked }, at) => (marked ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>));
}

function NothingFound({ words }: { words: string[] }) {
  return (
    <EmptyState title="Nothing has all of these words.">
      <ul className="nhsuk-list nhsuk-list--bullet">
        {words.length > 1 ? <li>Try fewer words: every one of them has to be found.</li> : null}
        <li>Check the spelling, or type only the beginning of the last word.</li>
        <li>
          Or browse the <Link to="/library/skills">skills</Link>, the <Link to="/library/profiles">national profiles</Link> and
          the <Link to="/library/roles">roles</Link>.
        </li>
      </ul>
    </EmptyState>
  );
}

/** Mistakes in the sources that have the words, which are no texts of the library themselves. */
function SourceFindings({ search }: { search: string }) {
  const found = useQuery({
    queryKey: ['data-quality', 'hits', search],
    queryFn: () => answer(api.GET('/data-quality', { params: { query: { q: search, limit: 1 } } })),
  });
  const first = found.data?.items[0];
  if (found.data === undefined || first === undefined) return null;
  const { total } = found.data;
  return (
    <p>
      {total === 1 ? (
        <Link to={sourcePath(first.document, first.line)}>
          One finding in the sources has it too: {documentName(first.document)}, line {first.line}
        </Link>
      ) : (
        <Link to={`/data-quality?${new URLSearchParams({ q: search }).toString()}`}>
          {total} findings in the sources have it too
        </Link>
      )}
    </p>
  );
}
