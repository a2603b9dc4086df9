/**
 * The page to open after the sign-in: the one that asked for it, or the first page. Only addresses
 * of this application are followed, so that a crafted link cannot lead elsewhere.
 */
export function wayBack(next: string | null): string {
  if (next === null || !next.startsWith('/')) return '/';
  const resolved = new URL(next, window.location.origin);
  if (resolved.origin !== window.location.origin) return '/';
  return resolved.pathname + resolved.search + resolved.hash;
}

const remembered = 'bandwise-way-back';

/** Keeps in this tab where to go after a sign-in elsewhere. */
export function rememberWayBack(next: string): void {
  window.sessionStorage.setItem(remembered, next);
}

/** The page that was kept, once. */
export function rememberedWayBack(): string {
  const next = wayBack(window.sessionStorage.getItem(remembered));
  window.sessionStorage.removeItem(remembered);
  return next;
}
