import { expect, it } from 'vitest';
import { ApiProblem } from '@/api/problem';
import { worthAnotherTry } from './queryClient';

function refused(status: number): ApiProblem {
  return new ApiProblem({ title: 'Refused', status, code: 'refused' });
}

it('reads again, twice at most, what was asked too fast or could not be had, and never what was refused', () => {
  expect([429, 503, 0].map((status) => worthAnotherTry(1, refused(status)))).toEqual([true, true, true]);
  expect(worthAnotherTry(2, refused(429))).toBe(false);
  expect([401, 403, 404, 422].map((status) => worthAnotherTry(0, refused(status)))).toEqual([false, false, false, false]);
});
