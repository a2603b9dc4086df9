import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { documentName, Loaded, Section, sourcePath } from '@/design';
import { frameworksQuery } from './queries';
import { bandName, statementName } from './words';

/** How many hits of each list stand on the page; the list itself has them all. */
const shown = 5;

/** What the whole library has for a search, by kind, each with the way to its list. */
export function SearchResults({ search }: { search: string }) {
  return (
    <>
      <StatementHits search={search} />
      <ProfileHits search={search} />
      <RoleHits search={search} />
      <FindingHits search={search} />
      <p>
        <Link to="/library">Clear the search</Link>
      </p>
    </>
  );
}

interface Hits {
  items: { key: string; content: ReactNode }[];
  total: number;
}

function HitSection({ title, hits, all }: { title: string; hits: Hits; all: string }) {
  return (
    <Section title={`${title} (${hits.total})`}>
      {hits.total === 0 ? <p>None. Try fewer or other words.</p> : null}
      <ul className="bw-hits">
        {hits.items.map(({ key, content }) => (
          <li key={key}>{content}</li>
        ))}
      </ul>
      {hits.total > shown ? (
        <p>
          <Link to={all}>
            All {hits.total} <span className="bw-lower">{title}</span>
          </Link>
        </p>
      ) : null}
    </Section>
  );
}

const listAddress = (path: string, search: string) => `${path}?${new URLSearchParams({ q: search }).toString()}`;

function StatementHits({ search }: { search: string }) {
  const frameworks = useQuery(frameworksQuery);
  const found = useQueries({
    queries: (frameworks.data?.items ?? []).map(({ id }) => ({
      queryKey: ['frameworks', id, 'statements', 'hits', search],
      queryFn: () =>
        answer(
          api.GET('/frameworks/{id}/statements', { params: { path: { id }, query: { q: search, limit: shown } } }),
        ),
    })),
    combine: (results) => ({
      error: results.find(({ error }) => error)?.error ?? null,
      isPending: results.some(({ isPending }) => isPending),
      data: results.every(({ data }) => data) ? results.flatMap(({ data }) => data ?? []) : undefined,
      refetch: () => Promise.all(results.map(({ refetch }) => refetch())),
    }),
  });
  return (
    <Loaded query={found} what="statements">
      {(pages) => (
        <HitSection
          title="Statements"
          all={listAddress('/library/statements', search)}
          hits={{
            total: pages.reduce((sum, { total }) => sum + total, 0),
            items: pages
              .flatMap(({ items }) => items)
              .slice(0, shown)
              .map((statement) => ({
                key: statement.id,
                content: (
                  <>
                    <Link to={`/library/statements/${statement.id}`}>{statementName(statement)}</Link>
                    <br />
                    {statement.text}
                  </>
                ),
              })),
          }}
        />
      )}
    </Loaded>
  );
}

function ProfileHits({ search }: { search: string }) {
  const found = useQuery({
    queryKey: ['job-profiles', 'hits', search],
    queryFn: () => answer(api.GET('/job-profiles', { params: { query: { q: search, limit: shown } } })),
  });
  return (
    <Loaded query={found} what="national profiles">
      {({ items, total }) => (
        <HitSection
          title="National profiles"
          all={listAddress('/library/profiles', search)}
          hits={{
            total,
            items: items.map(({ id, title, band }) => ({
              key: id,
              content: (
                <>
                  <Link to={`/library/profiles/${id}`}>{title}</Link>, {bandName(band)}
                </>
              ),
            })),
          }}
        />
      )}
    </Loaded>
  );
}

function RoleHits({ search }: { search: string }) {
  const found = useQuery({
    queryKey: ['roles', 'hits', search],
    queryFn: () => answer(api.GET('/roles', { params: { query: { q: search, limit: shown } } })),
  });
  return (
    <Loaded query={found} what="roles">
      {({ items, total }) => (
        <HitSection
          title="Roles"
          all={listAddress('/library/roles', search)}
          hits={{
            total,
            items: items.map(({ id, title, band }) => ({
              key: id,
              content: (
                <>
                  <Link to={`/library/roles/${id}`}>{title}</Link>, {bandName(band)}
                </>
              ),
            })),
          }}
        />
      )}
    </Loaded>
  );
}

function FindingHits({ search }: { search: string }) {
  const found = useQuery({
    queryKey: ['data-quality', 'hits', search],
    queryFn: () => answer(api.GET('/data-quality', { params: { query: { q: search, limit: shown } } })),
  });
  return (
    <Loaded query={found} what="findings">
      {({ items, total }) => (
        <HitSection
          title="Findings in the sources"
          all={listAddress('/data-quality', search)}
          hits={{
            total,
            items: items.map(({ id, document, line, detail }) => ({
              key: id,
              content: (
                <>
                  <Link to={sourcePath(document, line)}>
                    {documentName(document)}, line {line}
                  </Link>
                  <br />
                  {detail}
                </>
              ),
            })),
          }}
        />
      )}
    </Loaded>
  );
}
