import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

const wholeList = 200;

export const trainingPathwaysQuery = queryOptions({
  queryKey: ['training-pathways'],
  queryFn: () => answer(api.GET('/training-pathways', { params: { query: { limit: wholeList } } })),
});

export const trainingVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['training-pathways', id, 'versions'],
    queryFn: () => answer(api.GET('/training-pathways/{id}/versions', { params: { path: { id }, query: { limit: wholeList } } })),
  });

export const trainingVersionQuery = (id: string) =>
  queryOptions({
    queryKey: ['training-pathway-versions', id],
    queryFn: () => answer(api.GET('/training-pathway-versions/{id}', { params: { path: { id } } })),
  });

export const trainingDifferenceQuery = (id: string, against: string) =>
  queryOptions({
    queryKey: ['training-pathway-versions', id, 'difference', against],
    queryFn: () =>
      answer(
        api.GET('/training-pathway-versions/{id}/difference', {
          params: { path: { id }, query: against === '' ? {} : { against } },
        }),
      ),
  });

export const trainingPeopleQuery = (id: string, version: string, q: string) =>
  queryOptions({
    queryKey: ['training-pathways', id, 'people', version, q],
    queryFn: () =>
      answer(
        api.GET('/training-pathways/{id}/people', {
          params: {
            path: { id },
            query: { limit: wholeList, ...(version === '' ? {} : { version }), ...(q === '' ? {} : { q }) },
          },
        }),
      ),
  });

export const publicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['training-pathway-versions', id, 'publication'],
    queryFn: () => answer(api.GET('/training-pathway-versions/{id}/publication', { params: { path: { id } } })),
  });

export const movePreviewsQuery = (id: string, personId: string[]) =>
  queryOptions({
    queryKey: ['training-pathway-versions', id, 'move-previews', personId],
    queryFn: () =>
      answer(api.GET('/training-pathway-versions/{id}/move-previews', { params: { path: { id }, query: { personId } } })),
    enabled: personId.length > 0,
  });
