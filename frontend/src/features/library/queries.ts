// The library changes when somebody publishes, not while somebody reads, so it is asked for rarely.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

const staleTime = 5 * 60_000;

/** The largest page that a list gives. */
const wholeList = 200;

export const frameworksQuery = queryOptions({
  queryKey: ['frameworks'],
  staleTime,
  queryFn: () => answer(api.GET('/frameworks', { params: { query: { limit: wholeList } } })),
});

export const matrixQuery = (frameworkId: string, code: string) =>
  queryOptions({
    queryKey: ['frameworks', frameworkId, 'matrix', code],
    staleTime,
    queryFn: () =>
      answer(api.GET('/frameworks/{id}/matrix', { params: { path: { id: frameworkId }, query: { code } } })),
  });

export const skillLevelQuery = (frameworkId: string, code: string, level: number) =>
  queryOptions({
    queryKey: ['frameworks', frameworkId, 'level', code, level],
    staleTime,
    queryFn: () =>
      answer(api.GET('/frameworks/{id}/skills/{code}/levels/{level}', { params: { path: { id: frameworkId, code, level } } })),
  });

export const levelComparisonQuery = (frameworkId: string, code: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['frameworks', frameworkId, 'comparison', code, from, to],
    staleTime,
    queryFn: () =>
      answer(api.GET('/frameworks/{id}/comparison', { params: { path: { id: frameworkId }, query: { code, from, to } } })),
  });

export const statementQuery = (id: string) =>
  queryOptions({
    queryKey: ['statements', id],
    staleTime,
    queryFn: () => answer(api.GET('/statements/{id}', { params: { path: { id } } })),
  });

export const profilesQuery = queryOptions({
  queryKey: ['job-profiles', 'all'],
  staleTime,
  queryFn: () => answer(api.GET('/job-profiles', { params: { query: { limit: wholeList } } })),
});

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['job-profiles', id],
    staleTime,
    queryFn: () => answer(api.GET('/job-profiles/{id}', { params: { path: { id } } })),
  });

export const suiteQuery = queryOptions({
  queryKey: ['job-suite'],
  staleTime,
  queryFn: () => answer(api.GET('/job-suite')),
});

export const schemeQuery = queryOptions({
  queryKey: ['job-scheme'],
  staleTime,
  queryFn: () => answer(api.GET('/job-scheme')),
});

export const rolesQuery = queryOptions({
  queryKey: ['roles', 'all'],
  staleTime,
  queryFn: () => answer(api.GET('/roles', { params: { query: { limit: wholeList } } })),
});

export const roleQuery = (id: string) =>
  queryOptions({
    queryKey: ['roles', id],
    staleTime,
    queryFn: () => answer(api.GET('/roles/{id}', { params: { path: { id } } })),
  });

/** Whether a post has outgrown its profile. */
export const postGapQuery = (roleId: string) =>
  queryOptions({
    queryKey: ['roles', roleId, 'post-gap'],
    staleTime,
    queryFn: () => answer(api.GET('/roles/{id}/post-gap', { params: { path: { id: roleId } } })),
  });

/** The links of one skill level, or of one profile. */
export const linksQuery = (of: { code: string; level: number } | { profileId: string }) =>
  queryOptions({
    queryKey: ['links', of],
    staleTime,
    queryFn: () => answer(api.GET('/links', { params: { query: { ...of, limit: wholeList } } })),
  });

/** What a job of these 16 levels would match. */
export const previewQuery = (levels: number[]) =>
  queryOptions({
    queryKey: ['job-matches', 'preview', ...levels],
    staleTime,
    retry: false,
    queryFn: () => answer(api.POST('/job-matches/preview', { body: { levels } })),
  });

export const coverageQuery = queryOptions({
  queryKey: ['coverage'],
  queryFn: () => answer(api.GET('/coverage')),
});

export const ladderQuery = queryOptions({
  queryKey: ['ladder'],
  queryFn: () => answer(api.GET('/ladder')),
});

export const ownLinkQuery = (id: string) =>
  queryOptions({
    queryKey: ['own-links', id],
    queryFn: () => answer(api.GET('/own-links/{id}', { params: { path: { id } } })),
  });

export const proposalsQuery = queryOptions({
  queryKey: ['links', 'all'],
  queryFn: () => answer(api.GET('/links', { params: { query: { limit: wholeList } } })),
});

export const aspectLinksQuery = queryOptions({
  queryKey: ['aspect-links', 'all'],
  queryFn: () => answer(api.GET('/aspect-links', { params: { query: { limit: wholeList } } })),
});

/** The map of roles in force. */
export const pathwayQuery = queryOptions({
  queryKey: ['role-pathway'],
  queryFn: () => answer(api.GET('/role-pathway')),
});

export const pathwayVersionsQuery = queryOptions({
  queryKey: ['role-pathways'],
  queryFn: () => answer(api.GET('/role-pathways', { params: { query: { limit: wholeList } } })),
});

export const pathwayVersionQuery = (id: string) =>
  queryOptions({
    queryKey: ['role-pathways', id],
    queryFn: () => answer(api.GET('/role-pathways/{id}', { params: { path: { id } } })),
  });

export const pathwayDifferenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['role-pathways', id, 'difference'],
    queryFn: () => answer(api.GET('/role-pathways/{id}/difference', { params: { path: { id } } })),
  });

export const pathwayChoicesQuery = queryOptions({
  queryKey: ['pathway-choices'],
  queryFn: () => answer(api.GET('/pathway-choices')),
});

/** Where a person can move; with a move, what that one takes. */
export const movesQuery = (personId: string, moveId?: string) =>
  queryOptions({
    queryKey: ['people', personId, 'moves', moveId ?? ''],
    queryFn: () =>
      answer(api.GET('/people/{id}/moves', { params: { path: { id: personId }, query: moveId ? { moveId } : {} } })),
  });
