import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

export type RequirementConfirmation = components['schemas']['RequirementConfirmation'];
export type ClaimConfirmation = components['schemas']['ClaimConfirmation'];

const wholeList = 200;

/** What waits for being confirmed, in the list's own order, for going from one to the next. */
export const waitingRequirementsQuery = queryOptions({
  queryKey: ['confirmations', 'requirements', 'waiting'],
  queryFn: () => answer(api.GET('/confirmations/requirements', { params: { query: { limit: wholeList } } })),
});

export const waitingClaimsQuery = queryOptions({
  queryKey: ['confirmations', 'claims', 'waiting'],
  queryFn: () => answer(api.GET('/confirmations/claims', { params: { query: { limit: wholeList } } })),
});
