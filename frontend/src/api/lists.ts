import { useInfiniteQuery } from '@tanstack/react-query';

/** A page of a list as the API answers it; `next` is empty on the last page. A list that is not counted has no total. */
export interface ListPage<T> {
  items: T[];
  total?: number;
  next: string;
}

/** A list that grows page by page. */
export interface GrowingList<T, Page extends ListPage<T>> {
  rows: T[];
  total: number;
  hasMore: boolean;
  more: () => void;
  loadingMore: boolean;
  /** The first page as a whole, with what it says besides its rows; for waiting on it. */
  whole: { data: Page | undefined; error: Error | null; isPending: boolean; refetch: () => unknown };
}

/**
 * Reads a list of the API by its cursor. The key names the list together with its search and sort,
 * so that a changed search starts again at the first page.
 */
export function useList<T, Page extends ListPage<T> = ListPage<T>>(
  key: readonly unknown[],
  page: (cursor: string | undefined) => Promise<Page & ListPage<T>>,
): GrowingList<T, Page> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => page(pageParam === '' ? undefined : pageParam),
    initialPageParam: '',
    getNextPageParam: (last) => (last.next === '' ? undefined : last.next),
    placeholderData: (previous) => previous,
  });
  const pages = query.data?.pages ?? [];
  return {
    rows: pages.flatMap((one) => one.items),
    total: pages[0]?.total ?? 0,
    hasMore: query.hasNextPage,
    more: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
    whole: {
      data: pages[0],
      error: query.error,
      isPending: query.isPending,
      refetch: () => query.refetch(),
    },
  };
}
