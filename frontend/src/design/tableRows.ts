import type { ReactNode } from 'react';

/** What a table shows of a row in one column. */
export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What the column sorts and searches by; a column without it does neither in a local table. */
  value?: (row: Row) => string | number | null | undefined;
  /** Gives the header its sort button; in a local table every column with a value has one. */
  sortable?: boolean;
  numeric?: boolean;
  /** Says that there is nothing in the column for a row; on a narrow screen its card then leaves the line out. */
  nothing?: (row: Row) => boolean;
  /** The column that names the row. */
  rowHeader?: boolean;
}

/** The column that a table is sorted by, and which way. */
export interface Sort {
  key: string;
  descending: boolean;
}

/** The sort as addresses carry it: "due", or "-due" for the other way round. */
export function sortText(sort: Sort | undefined): string {
  return sort ? `${sort.descending ? '-' : ''}${sort.key}` : '';
}

/** Reads a sort out of an address; undefined for an empty text. */
export function parseSort(text: string): Sort | undefined {
  const key = text.replace(/^-/, '');
  return key === '' ? undefined : { key, descending: text.startsWith('-') };
}

/** The sort after a press on a column's header: first upwards, then downwards. */
export function nextSort(current: Sort | undefined, key: string): Sort {
  if (current?.key !== key) return { key, descending: false };
  return { key, descending: !current.descending };
}

const words = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** Rows in the order of a sort; rows without a value stand last whichever way it goes. */
export function sortRows<Row>(rows: readonly Row[], columns: Column<Row>[], sort: Sort | undefined): Row[] {
  const value = columns.find((column) => column.key === sort?.key)?.value;
  if (!sort || !value) return [...rows];
  const direction = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = value(a) ?? '';
    const right = value(b) ?? '';
    if (left === '' || right === '') return left === right ? 0 : left === '' ? 1 : -1;
    if (typeof left === 'number' && typeof right === 'number') return (left - right) * direction;
    return words.compare(String(left), String(right)) * direction;
  });
}

/** The rows in which every word of the search occurs in some column. */
export function searchRows<Row>(rows: readonly Row[], columns: Column<Row>[], search: string): Row[] {
  const wanted = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (wanted.length === 0) return [...rows];
  return rows.filter((row) => {
    const text = columns
      .map((column) => String(column.value?.(row) ?? ''))
      .join('\n')
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
