import { Button } from 'nhsuk-react-components';
import { type ReactNode, useId, useState } from 'react';
import { type Column, nextSort, parseSort, searchRows, sortRows, sortText } from './tableRows';
import type { TableView } from './tableView';

interface TableProps<Row> {
  /** Names the table for everyone; hidden where a heading just above says the same. */
  caption: string;
  hideCaption?: boolean;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  view: TableView;
  /** Labels the search box; without it there is none. */
  searchLabel?: string;
  /** Further choices beside the search box. */
  filters?: ReactNode;
  /** Stands where there is nothing at all. */
  empty: ReactNode;
}

/** The rows that are here, and what there is beyond them. */
interface ShownRows<Row> {
  rows: Row[];
  /** How many rows there are on all pages together; none where they are not counted. */
  total?: number;
  hasMore?: boolean;
  more?: () => void;
  loadingMore?: boolean;
}

interface DataTableProps<Row> extends TableProps<Row> {
  list: ShownRows<Row>;
}

/**
 * A list whose search, sort and pages the server does. Every list of Bandwise looks like this one:
 * a search box, how many there are, headers that sort, "Show more". On a narrow screen each row
 * becomes a card and the sort a drop-down.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, hideCaption, columns, rowKey, view, searchLabel, filters, empty } = props;
  const { rows, total, hasMore = false, more, loadingMore = false } = props.list;
  const id = useId();
  const searching = view.search !== '';
  if (rows.length === 0 && !searching && filters === undefined) return <>{empty}</>;

  return (
    <div className="bw-table">
      {searchLabel || filters ? (
        <div className="bw-table__tools" role="search" aria-label={caption}>
          {searchLabel ? <SearchBox label={searchLabel} view={view} /> : null}
          {filters}
        </div>
      ) : null}
      <p className="bw-table__count" role="status">
        {total === undefined ? uncountedSentence(rows.length, hasMore) : countSentence(rows.length, total, view.search)}
      </p>
      {rows.length > 1 ? <NarrowSort columns={columns} view={view} /> : null}
      {rows.length === 0 ? (
        <NothingFound searching={searching} empty={empty} />
      ) : (
        <table className="nhsuk-table bw-table__table" role="table" aria-describedby={`${id}-how`}>
          <caption className={hideCaption ? 'nhsuk-u-visually-hidden' : 'nhsuk-table__caption nhsuk-table__caption--s'}>
            {caption}
            <span className="nhsuk-u-visually-hidden" id={`${id}-how`}>
              {columns.some((column) => column.sortable) ? ' (column headers with buttons sort the table)' : ''}
            </span>
          </caption>
          <thead className="nhsuk-table__head" role="rowgroup">
            <tr className="nhsuk-table__row" role="row">
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} view={view} />
              ))}
            </tr>
          </thead>
          <tbody className="nhsuk-table__body" role="rowgroup">
            {rows.map((row) => (
              <tr key={rowKey(row)} className="nhsuk-table__row" role="row">
                {columns.map((column) => (
                  <BodyCell key={column.key} column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasMore && more ? (
        <Button type="button" secondary onClick={more} aria-disabled={loadingMore || undefined}>
          {loadingMore ? 'Loading more' : 'Show more'}
          <span className="nhsuk-u-visually-hidden">: {caption}</span>
        </Button>
      ) : null}
    </div>
  );
}

interface LocalTableProps<Row> extends TableProps<Row> {
  rows: Row[];
  /** How many rows are shown before "Show more". */
  pageSize?: number;
}

/** A list that is here as a whole: searched, sorted and paged in the browser. */
export function LocalTable<Row>({ pageSize = 50, rows, columns, view, ...rest }: LocalTableProps<Row>) {
  const [pages, setPages] = useState(1);
  const sortable = columns.map((column) => ({ ...column, sortable: column.value !== undefined }));
  const found = sortRows(searchRows(rows, sortable, view.search), sortable, view.sort);
  const shown = found.slice(0, pages * pageSize);
  return (
    <DataTable
      {...rest}
      columns={sortable}
      view={view}
      list={{ rows: shown, total: found.length, hasMore: shown.length < found.length, more: () => setPages(pages + 1) }}
    />
  );
}

function countSentence(shown: number, total: number, search: string): string {
  const matching = search === '' ? '' : ` for “${search}”`;
  if (total === 0) return `No results${matching}`;
  if (shown < total) return `Showing ${shown} of ${total}${matching}`;
  return `${total} ${total === 1 ? 'result' : 'results'}${matching}`;
}

function uncountedSentence(shown: number, hasMore: boolean): string {
  return hasMore ? `Showing the newest ${shown}` : countSentence(shown, shown, '');
}

function NothingFound({ searching, empty }: { searching: boolean; empty: ReactNode }) {
  if (!searching) return <>{empty}</>;
  return <p>Nothing matches. Try fewer or other words.</p>;
}

function SearchBox({ label, view }: { label: string; view: TableView }) {
  const id = useId();
  return (
    <div className="nhsuk-form-group bw-table__search">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <input
        className="nhsuk-input"
        id={id}
        type="search"
        autoComplete="off"
        value={view.search}
        onChange={(event) => view.setSearch(event.currentTarget.value)}
      />
    </div>
  );
}

function HeaderCell<Row>({ column, view }: { column: Column<Row>; view: TableView }) {
  const className = `nhsuk-table__header${column.numeric ? ' nhsuk-table__header--numeric' : ''}`;
  if (!column.sortable) {
    return (
      <th scope="col" role="columnheader" className={className}>
        {column.header}
      </th>
    );
  }
  const sorted = view.sort?.key === column.key ? view.sort : undefined;
  return (
    <th
      scope="col"
      role="columnheader"
      className={className}
      data-sort=""
      aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className="nhsuk-link"
        onClick={() => view.setSort(nextSort(view.sort, column.key))}
      >
        {column.header}
      </button>
    </th>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = (
    <>
      <span className="bw-table__heading">{column.header} </span>
      <span className="bw-table__value">{column.cell(row)}</span>
    </>
  );
  const numeric = column.numeric ? ' nhsuk-table__cell--numeric' : '';
  const nothing = column.nothing?.(row) ? ' bw-table__nothing' : '';
  if (column.rowHeader) {
    return (
      <th scope="row" role="rowheader" className="nhsuk-table__header">
        {content}
      </th>
    );
  }
  return (
    <td role="cell" className={`nhsuk-table__cell${numeric}${nothing}`}>
      {content}
    </td>
  );
}

/** Stands in for the header buttons where the screen is too narrow for a header. */
function NarrowSort<Row>({ columns, view }: { columns: Column<Row>[]; view: TableView }) {
  const id = useId();
  const sortable = columns.filter((column) => column.sortable);
  if (sortable.length === 0) return null;
  return (
    <div className="nhsuk-form-group bw-table__narrow-sort">
      <label className="nhsuk-label" htmlFor={id}>
        Sort by
      </label>
      <select
        className="nhsuk-select"
        id={id}
        value={sortText(view.sort)}
        onChange={(event) => {
          const sort = parseSort(event.currentTarget.value);
          if (sort) view.setSort(sort);
        }}
      >
        {view.sort ? null : <option value="">Choose</option>}
        {sortable.flatMap((column) => [
          <option key={column.key} value={column.key}>
            {column.header}, first to last
          </option>,
          <option key={`-${column.key}`} value={`-${column.key}`}>
            {column.header}, last to first
          </option>,
        ])}
      </select>
    </div>
  );
}
