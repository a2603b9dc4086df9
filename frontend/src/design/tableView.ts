import { useCallback } from 'react';
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
