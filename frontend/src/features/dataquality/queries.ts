import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { Records } from './records';
import type { Finding } from './types';

const staleTime = 5 * 60_000;
const wholeList = { params: { query: { limit: 200 } } };

export const documentsQuery = queryOptions({
  queryKey: ['source-documents'],
  staleTime,
  queryFn: () => answer(api.GET('/source-documents')),
});

export const documentQuery = (name: string) =>
  queryOptions({
    queryKey: ['source-documents', name],
    staleTime,
    queryFn: () => answer(api.GET('/source-documents/{name}', { params: { path: { name } } })),
  });

/** The findings of a document by their line. */
export const lineFindingsQuery = (document: string) =>
  queryOptions({
    queryKey: ['data-quality', 'lines', document],
    staleTime,
    queryFn: async () => {
      const lines = new Map<number, Finding[]>();
      let cursor: string | undefined;
      do {
        const page = await answer(
          api.GET('/data-quality', { params: { query: { document, sort: 'line', limit: 200, cursor } } }),
        );
        for (const finding of page.items) lines.set(finding.line, [...(lines.get(finding.line) ?? []), finding]);
        cursor = page.next === '' ? undefined : page.next;
      } while (cursor !== undefined);
      return lines;
    },
  });

/** The records of the library with the lines they came from. */
export const recordsQuery = queryOptions({
  queryKey: ['data-quality', 'records'],
  staleTime,
  queryFn: async (): Promise<Records> => {
    const [profiles, roles, frameworks] = await Promise.all([
      answer(api.GET('/job-profiles', wholeList)),
      answer(api.GET('/roles', wholeList)),
      answer(api.GET('/frameworks', wholeList)),
    ]);
    const statements = await Promise.all(
      frameworks.items.map(({ id }) =>
        answer(api.GET('/frameworks/{id}/statements', { params: { path: { id }, query: { limit: 200 } } })),
      ),
    );
    return {
      profiles: profiles.items,
      roles: roles.items,
      frameworks: frameworks.items,
      statements: statements.flatMap(({ items }) => items),
    };
  },
});
