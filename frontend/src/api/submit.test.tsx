import { act, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ApiProblem } from './problem';
import { useSubmission } from './submit';

const conflict = new ApiProblem({ title: 'This has changed', detail: 'Somebody else decided first.', status: 409, code: 'conflict' });

it('sends nothing while the browser itself sees a problem', async () => {
  const send = vi.fn();
  const { result } = renderHook(() =>
    useSubmission<string, unknown>({
      check: (title) => (title === '' ? [{ name: 'title', message: 'Enter a title' }] : []),
      send,
      done: () => undefined,
    }),
  );
  await act(() => result.current.submit(''));
  expect(send).not.toHaveBeenCalled();
  expect(result.current.problems).toEqual({ fields: [{ name: 'title', message: 'Enter a title' }], general: [] });
  expect(result.current.attempt).toBe(1);
});

it('shows the sentence of a refusal and counts it', async () => {
  const { result } = renderHook(() =>
    useSubmission({ send: () => Promise.reject(conflict), done: () => undefined }),
  );
  await act(() => result.current.submit(undefined));
  expect(result.current.problems).toEqual({ fields: [], general: ['Somebody else decided first.'] });
  await act(() => result.current.submit(undefined));
  expect(result.current.attempt).toBe(2);
});

it('keeps the key of an attempt that nobody answered, and takes a new one after a refusal', async () => {
  const keys: string[] = [];
  const answers = [
    () => Promise.reject(new TypeError('Failed to fetch')),
    () => Promise.reject(conflict),
    () => Promise.resolve('saved'),
  ];
  const { result } = renderHook(() =>
    useSubmission({
      send: (_: string, key) => {
        keys.push(key);
        return answers[keys.length - 1]?.() ?? Promise.resolve('saved');
      },
      done: () => undefined,
    }),
  );
  for (let i = 0; i < 3; i++) await act(() => result.current.submit('same'));
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[1]);
  expect(result.current.problems).toBeUndefined();
});

it('ignores a second press while the first is under way', async () => {
  const settle: { current?: (value: string) => void } = {};
  const send = vi.fn(() => new Promise<string>((resolve) => (settle.current = resolve)));
  const { result } = renderHook(() => useSubmission({ send, done: () => undefined }));
  await act(async () => {
    const first = result.current.submit(undefined);
    await result.current.submit(undefined);
    settle.current?.('saved');
    await first;
  });
  expect(send).toHaveBeenCalledTimes(1);
});

it('says that it was too fast, and sends the same again when the person tries again', async () => {
  const tooFast = new ApiProblem({ title: 'Too many attempts', detail: 'Wait a few seconds, then try again.', status: 429, code: 'too_many' });
  const sent: string[] = [];
  const { result } = renderHook(() =>
    useSubmission({
      send: (title: string) => {
        sent.push(title);
        return sent.length === 1 ? Promise.reject(tooFast) : Promise.resolve();
      },
      done: () => undefined,
    }),
  );
  await act(() => result.current.submit('Typed at length'));
  expect(result.current.problems).toEqual({ fields: [], general: ['Wait a few seconds, then try again.'] });
  await act(() => result.current.submit('Typed at length'));
  expect(sent).toEqual(['Typed at length', 'Typed at length']);
  expect(result.current.problems).toBeUndefined();
});
