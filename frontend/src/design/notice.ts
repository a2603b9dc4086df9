import { useNavigate } from 'react-router';

/** The sentence about what was just done, as a navigation carries it. */
export function noticeOf(state: unknown): string {
  if (typeof state !== 'object' || state === null || !('notice' in state)) return '';
  return typeof state.notice === 'string' ? state.notice : '';
}

/** Goes to a page and says there what was done: "Your evidence is saved." */
export function useDone(): (href: string, notice: string) => Promise<void> {
  const navigate = useNavigate();
  return async (href, notice) => {
    await navigate(href, { state: { notice } });
  };
}
