import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

/** A person against a role; against the person's own without one. */
export const gapQuery = (personId: string, roleId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'readiness', roleId],
    retry: false,
    queryFn: () =>
      answer(
        api.GET('/people/{id}/readiness', {
          params: { path: { id: personId }, query: roleId === '' ? {} : { roleId } },
        }),
      ),
  });

/** The roles that a search finds, the first few. */
export const rolesFoundQuery = (search: string, limit: number) =>
  queryOptions({
    queryKey: ['roles', 'choices', search, limit],
    queryFn: () => answer(api.GET('/roles', { params: { query: { q: search, limit } } })),
  });

/** The role that the signed-in person works towards. */
export const targetRoleQuery = queryOptions({
  queryKey: ['me', 'target-role'],
  queryFn: () => answer(api.GET('/me/target-role')),
});
