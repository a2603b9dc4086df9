import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, type Column, DateText, EmptyState, Loaded, LocalTable, Page, StateTag, useTableView } from '@/design';
import { useMay } from '@/session/session';
import { editionsQuery } from './queries';
import type { Edition } from './types';
import { editionName } from './words';
import { contentsPath, differencesPath, editionPath, editionsPath, exchangePath, skillsCrumb } from '../paths';
import { libraryCrumb } from '../../words';

/** The editions of a framework: the draft, what is in force, what came before. */
export function EditionsPage() {
  const { frameworkId = '' } = useParams();
  const query = useQuery(editionsQuery(frameworkId));
  const may = useMay('framework.edit');
  const draft = query.data?.items.find(({ state }) => state === 'draft');
  return (
    <Page
      title="Editions of the framework"
      breadcrumbs={[libraryCrumb, skillsCrumb]}
      action={may && query.data ? <DraftButton frameworkId={frameworkId} draft={draft} /> : null}
    >
      <p>
        An edition says what the statements are from a day on. A draft collects changes; publishing it puts them in force
        and retires the edition before it. Nothing published is deleted.
      </p>
      <Loaded query={query} what="the editions">
        {({ items }) => <Editions frameworkId={frameworkId} editions={items} />}
      </Loaded>
      <p>
        <Link to={exchangePath(frameworkId)}>{may ? 'Export and import' : 'Export'} the statements as a spreadsheet</Link>
      </p>
    </Page>
  );
}

function DraftButton({ frameworkId, draft }: { frameworkId: string; draft: Edition | undefined }) {
  if (draft) return <ButtonLink href={editionPath(frameworkId, draft.number)}>Go on with the draft</ButtonLink>;
  return <ButtonLink href={`${editionsPath(frameworkId)}/new`}>Start a draft</ButtonLink>;
}

function Editions({ frameworkId, editions }: { frameworkId: string; editions: Edition[] }) {
  const view = useTableView();
  const columns: Column<Edition>[] = [
    {
      key: 'number',
      header: 'Edition',
      rowHeader: true,
      value: ({ number }) => number,
      cell: (edition) => (
        <>
          <Link to={editionPath(frameworkId, edition.number)}>{editionName(edition)}</Link>
          {edition.note === '' ? null : <span className="bw-block bw-regular bw-small">{edition.note}</span>}
        </>
      ),
    },
    { key: 'state', header: 'State', value: ({ state }) => state, cell: ({ state }) => <StateTag kind="edition" state={state} /> },
    {
      key: 'effectiveOn',
      header: 'In force from',
      value: ({ effectiveOn }) => effectiveOn,
      cell: ({ effectiveOn, number }) => <DateText date={effectiveOn} plain none={number === 0 ? 'The beginning' : 'Not yet'} />,
    },
    { key: 'by', header: 'Published by', value: ({ publishedBy }) => publishedBy?.name, cell: ({ publishedBy }) => publishedBy?.name ?? '' },
    {
      key: 'changes',
      header: 'Changes',
      numeric: true,
      value: ({ changeCount }) => changeCount,
      cell: ({ number, changeCount }) =>
        number === 0 ? (
          ''
        ) : (
          <Link to={differencesPath(frameworkId, number - 1, number)}>
            {changeCount}
            <span className="nhsuk-u-visually-hidden"> of edition {number}, word by word</span>
          </Link>
        ),
    },
    {
      key: 'contents',
      header: 'Statements',
      cell: ({ number }) => (
        <Link to={contentsPath(frameworkId, number)}>
          All its statements<span className="nhsuk-u-visually-hidden">, edition {number}</span>
        </Link>
      ),
    },
  ];
  return (
    <>
      <LocalTable
        caption="Editions"
        hideCaption
        columns={columns}
        rows={editions}
        rowKey={({ number }) => `${number}`}
        view={view}
        empty={<EmptyState title="There is no edition." />}
      />
      {editions.length > 1 ? (
        <p>
          <Link to={differencesPath(frameworkId, editions[1]?.number ?? 0, editions[0]?.number ?? 1)}>
            Compare any two editions word by word
          </Link>
        </p>
      ) : null}
    </>
  );
}
