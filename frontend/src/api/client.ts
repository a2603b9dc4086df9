import createClient from 'openapi-fetch';
import { ApiProblem, type ProblemDocument } from './problem';
import type { paths } from './schema';

/** The API of this Bandwise, typed by its contract. */
export const api = createClient<paths>({ baseUrl: '/api/v1', credentials: 'same-origin' });

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === 'object' && body !== null && 'title' in body && 'code' in body;
}

function refusal(error: unknown, response: Response): ApiProblem {
  if (isProblem(error)) return new ApiProblem({ ...error, status: response.status });
  return new ApiProblem({
    title: 'Something went wrong',
    detail: 'Bandwise gave an answer that this page does not understand. Try again in a minute.',
    status: response.status,
    code: 'internal',
  });
}

/** Waits for a call and hands back its body; throws an ApiProblem when it was refused. */
export async function answer<T>(call: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw refusal(error, response);
  return data as T;
}

/** A thing with the entity tag under which it was read; an edit sends the tag back as `If-Match`. */
export interface Tagged<T> {
  value: T;
  etag: string;
}

/** Like {@link answer}, keeping the entity tag for a later edit. */
export async function taggedAnswer<T>(call: Promise<Answered<T>>): Promise<Tagged<T>> {
  const answered = await call;
  const value = await answer(Promise.resolve(answered));
  return { value, etag: answered.response.headers.get('ETag') ?? '' };
}

/** A fresh Idempotency-Key: the same form sent twice counts once. */
export function newIdempotencyKey(): string {
  // crypto.randomUUID is missing on plain-HTTP addresses other than loopback.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
