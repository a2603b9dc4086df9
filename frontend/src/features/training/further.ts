import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { progressQuery } from '@/api/people';
import { type Subject, useSubject } from '@/session/subject';

export const furtherPathwaysQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'further-pathways'],
    queryFn: () => answer(api.GET('/people/{id}/further-pathways', { params: { path: { id } } })),
  });

export const furtherProgressQuery = (id: string, pathwayId: string) =>
  queryOptions({
    queryKey: ['people', id, 'further-pathways', pathwayId],
    queryFn: () =>
      answer(api.GET('/people/{id}/further-pathways/{pathwayId}', { params: { path: { id, pathwayId } } })),
  });

export const logBookQuery = (id: string, pathwayId: string) =>
  queryOptions({
    queryKey: ['people', id, 'further-pathways', pathwayId, 'log-book'],
    queryFn: () =>
      answer(api.GET('/people/{id}/further-pathways/{pathwayId}/log-book', { params: { path: { id, pathwayId } } })),
  });

export const pathwayHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'training-pathway-history'],
    queryFn: () => answer(api.GET('/people/{id}/training-pathway-history', { params: { path: { id } } })),
  });

/** Where the pages about one of the person's further pathways are. */
export const furtherPath = (subject: Subject, pathwayId: string) => `${subject.progressPath}/further/${pathwayId}`;

/**
 * The progress that a page is about: that of the post, or of the further pathway in the address, whose pages
 * then stand below it.
 */
export function useRoad() {
  const whole = useSubject();
  const { pathwayId = '' } = useParams();
  const post = useQuery({ ...progressQuery(whole.id), enabled: pathwayId === '' });
  const further = useQuery({ ...furtherProgressQuery(whole.id, pathwayId), enabled: pathwayId !== '' });
  if (pathwayId === '') return { subject: whole, query: post };
  return { subject: { ...whole, progressPath: furtherPath(whole, pathwayId) }, query: further };
}
