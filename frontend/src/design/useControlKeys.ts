import { useEffect } from 'react';

/**
 * Runs an action when a key is pressed together with Control; never on a bare letter, which speech
 * input would type. An absent action leaves the key to the browser.
 */
export function useControlKeys(actions: Partial<Record<string, () => void>>): void {
  useEffect(() => {
    function pressed(event: KeyboardEvent) {
      if (!event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    }
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  });
}
