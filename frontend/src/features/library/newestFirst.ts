import { ApiProblem } from '@/api/problem';

/**
 * Waits for an edit. When somebody else was quicker it reads everything in sight again, so that the
 * next attempt is made on the newest, and says so; what was typed is kept by the page.
 */
export async function newestFirst<T>(edit: Promise<T>, refresh: () => Promise<void>): Promise<T> {
  try {
    return await edit;
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem) || thrown.status !== 412) throw thrown;
    await refresh();
    throw new ApiProblem({
      title: thrown.title,
      detail: 'Somebody else changed this after you opened it. What you typed is kept. Look at what it says now, then save again.',
      status: thrown.status,
      code: thrown.code,
      requestId: thrown.requestId,
    });
  }
}
