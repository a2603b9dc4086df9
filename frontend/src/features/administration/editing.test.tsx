import { act, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ApiProblem } from '@/api/problem';
import { tagged, useEditing } from './editing';

const first = tagged({ name: 'Clinical Coding', version: 1 });
const newest = tagged({ name: 'Coding', version: 2 });
const stale = new ApiProblem({ title: 'Somebody else changed this first', status: 412, code: 'precondition_failed' });

it('keeps to what was opened, whatever is read in the background', async () => {
  const send = vi.fn((etag: string) => Promise.resolve(etag));
  const { result, rerender } = renderHook(({ read }) => useEditing(read, () => Promise.resolve(newest)), {
    initialProps: { read: first },
  });
  rerender({ read: newest });
  await act(() => result.current.guarded(send));
  expect(send).toHaveBeenCalledWith('"1"');
});

it('shows what it says now after somebody was quicker, and the next edit is made on that', async () => {
  const send = vi.fn().mockRejectedValueOnce(stale).mockResolvedValueOnce('saved');
  const { result } = renderHook(() => useEditing(first, () => Promise.resolve(newest)));
  await act(async () => {
    await expect(result.current.guarded(send)).rejects.toThrow(/what you typed is kept/);
  });
  expect(result.current.changedMeanwhile).toBe(true);
  expect(result.current.base.value.name).toBe('Coding');
  await act(() => result.current.guarded(send));
  expect(send).toHaveBeenLastCalledWith('"2"');
});

it('hands on every other refusal as it is', async () => {
  const refused = new ApiProblem({ title: 'Not allowed', status: 403, code: 'forbidden' });
  const { result } = renderHook(() => useEditing(first, () => Promise.resolve(newest)));
  await expect(result.current.guarded(() => Promise.reject(refused))).rejects.toBe(refused);
  expect(result.current.changedMeanwhile).toBe(false);
});
