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
