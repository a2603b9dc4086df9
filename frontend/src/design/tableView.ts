import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { parseSort, type Sort, sortText } from './tableRows';

/** What a person has chosen to see of a table. */
export interface TableView {
  search: string;
  setSearch: (search: string) => void;
  sort: Sort | undefined;
  setSort: (sort: Sort) => void;
}

/**
 * Keeps a table's search and sort in the page's address, so that going back, reloading and sending
 * the address to a colleague show the same rows. A page with two tables gives each a name.
 */
export function useTableView(name = '', startingSort = ''): TableView {
  const [params, setParams] = useSearchParams();
  const searchKey = name === '' ? 'q' : `${name}-q`;
  const sortKey = name === '' ? 'sort' : `${name}-sort`;

  const set = useCallback(
    (key: string, value: string, usual: string) => {
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (value === usual) next.delete(key);
          else next.set(key, value);
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    },
    [setParams],
  );

  return {
    search: params.get(searchKey) ?? '',
    setSearch: (search) => set(searchKey, search, ''),
    sort: parseSort(params.get(sortKey) ?? startingSort),
    setSort: (sort) => set(sortKey, sortText(sort), startingSort),
  };
}

/** One further choice about a table, kept in the address like its search; `usual` when it is not there. */
export function useFilter(name: string, usual = ''): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = (value: string) => {
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        if (value === usual) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return [params.get(name) ?? usual, set];
}

/** A value once it has stayed the same for a moment, so that not every letter of a search asks the server. */
export function useSettled<T>(value: T, milliseconds = 250): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
