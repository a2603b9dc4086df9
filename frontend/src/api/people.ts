// What several features read about one person.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id],
    queryFn: () => answer(api.GET('/people/{id}', { params: { path: { id } } })),
  });

export const portfolioQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'portfolio'],
    queryFn: () => answer(api.GET('/people/{id}/portfolio', { params: { path: { id } } })),
  });

export const codingQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'coding-practice'],
    queryFn: () => answer(api.GET('/people/{id}/coding-practice', { params: { path: { id } } })),
  });

export const progressQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'progress'],
    queryFn: () => answer(api.GET('/people/{id}/progress', { params: { path: { id } } })),
  });
