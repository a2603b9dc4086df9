import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { useEffect, useId, useRef } from 'react';
import { useLocation, useParams } from 'react-router';
import { documentSlug, EmptyState, Failed, Loaded, LoadedPage, Page, StateTag, useFilter } from '@/design';
import { FindingText } from './FindingText';
import { documentQuery, documentsQuery, lineFindingsQuery } from './queries';
import { lineOf, matchingLines } from './sourceText';
import type { Finding, SourceDocument } from './types';
import { documentTitle, kindWord } from './words';

/** A source document, line by line. */
export function SourcePage() {
  const { document: slug = '' } = useParams();
  const documents = useQuery(documentsQuery);
  return (
    <LoadedPage
      query={documents}
      what="the document"
      title="Source document"
      breadcrumbs={[
        { label: 'Library', href: '/library' },
        { label: 'Source documents', href: '/library/sources' },
      ]}
    >
      {({ items }) => {
        const found = items.find(({ name }) => documentSlug(name) === slug);
        if (!found) return <Failed message="There is no source document at this address." />;
        return (
          <Page
            title={documentTitle(found)}
            breadcrumbs={[
              { label: 'Library', href: '/library' },
              { label: 'Source documents', href: '/library/sources' },
            ]}
          >
            <Text name={found.name} />
          </Page>
        );
      }}
    </LoadedPage>
  );
}

function Text({ name }: { name: string }) {
  const query = useQuery(documentQuery(name));
  return (
    <Loaded query={query} what="the text">
      {(document) => <Lines document={document} />}
    </Loaded>
  );
}

function Lines({ document }: { document: SourceDocument }) {
  const { hash, key } = useLocation();
  const wanted = lineOf(hash);
  const id = useId();
  const [search, setSearch] = useFilter('q');
  const { data: findings } = useQuery(lineFindingsQuery(document.name));
  const list = useRef<HTMLOListElement>(null);
  const lines = matchingLines(document.lines, search);

  useEffect(() => {
    // The text arrives after the page, so the browser could not find the line when it was asked to.
    const line = list.current?.querySelector<HTMLElement>(`#line-${wanted ?? 0}`);
    line?.scrollIntoView({ block: 'center' });
    line?.focus({ preventScroll: true });
  }, [wanted, key]);

  return (
    <>
      <div className="nhsuk-form-group bw-source__search" role="search" aria-label="This document">
        <label className="nhsuk-label" htmlFor={id}>
          Search this document
        </label>
        <input
          className="nhsuk-input"
          id={id}
          type="search"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <p className="bw-table__count" role="status">
        {search === '' ? `${document.lines.length} lines` : `${lines.length} of ${document.lines.length} lines`}
      </p>
      {lines.length === 0 ? (
        <EmptyState title="No line has these words.">
          <p>Try fewer or other words.</p>
        </EmptyState>
      ) : null}
      <ol className="bw-source" ref={list}>
        {lines.map(({ no, text }) => (
          <li
            key={no}
            value={no}
            id={`line-${no}`}
            tabIndex={-1}
            className={no === wanted ? 'bw-source__line bw-source__line--wanted' : 'bw-source__line'}
            aria-current={no === wanted ? 'location' : undefined}
          >
            <span className="bw-source__no">
              <span className="nhsuk-u-visually-hidden">Line </span>
              {no}
            </span>
            <span className="bw-source__text">{text.trim() === '' ? <Blank /> : text}</span>
            <FindingsOfLine no={no} findings={findings?.get(no) ?? []} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Blank() {
  return <span className="nhsuk-u-visually-hidden">blank</span>;
}

function FindingsOfLine({ no, findings }: { no: number; findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <Details className="bw-why bw-source__findings">
      <Details.Summary>
        {findings.length === 1 ? '1 finding' : `${findings.length} findings`}
        <span className="nhsuk-u-visually-hidden"> in line {no}</span>
      </Details.Summary>
      <Details.Text>
        <ul className="bw-hits">
          {findings.map((finding) => (
            <li key={finding.id}>
              <StateTag kind="severity" state={finding.severity} /> {kindWord(finding.kind)}
              <FindingText finding={finding} />
            </li>
          ))}
        </ul>
      </Details.Text>
    </Details>
  );
}
