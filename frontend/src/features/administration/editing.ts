import { useState } from 'react';
import type { Tagged } from '@/api/client';
import { ApiProblem } from '@/api/problem';

interface Editing<T> {
  /** What the person opened, or, after somebody else's change, what it says now. */
  base: Tagged<T>;
  /** Whether somebody else changed it after it was opened. */
  changedMeanwhile: boolean;
  /** Sends an edit of the base; when somebody was quicker, reads the newest and says so. */
  guarded: <R>(send: (etag: string) => Promise<R>) => Promise<R>;
}

/**
 * An edit of what was read when the page was opened. Whatever arrives in the background later does
 * not move the base, so that nobody's change is replaced unseen.
 */
export function useEditing<T>(read: Tagged<T>, readAgain: () => Promise<Tagged<T> | undefined>): Editing<T> {
  const [base, setBase] = useState(read);
  const [changedMeanwhile, setChangedMeanwhile] = useState(false);

  async function guarded<R>(send: (etag: string) => Promise<R>): Promise<R> {
    try {
      return await send(base.etag);
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem) || thrown.status !== 412) throw thrown;
      const newest = await readAgain();
      if (newest === undefined) throw thrown;
      setBase(newest);
      setChangedMeanwhile(true);
      throw new ApiProblem({
        title: thrown.title,
        detail:
          'Somebody else changed this after you opened it. What it says now stands below; what you typed is kept. Save again to put yours in its place.',
        status: thrown.status,
        code: thrown.code,
        requestId: thrown.requestId,
      });
    }
  }

  return { base, changedMeanwhile, guarded };
}

/** The entity tag of a version that came inside something larger. */
export function tagged<T extends { version: number }>(value: T): Tagged<T> {
  return { value, etag: `"${value.version}"` };
}
