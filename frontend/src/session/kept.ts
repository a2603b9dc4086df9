// What a person typed while the server could not be reached, kept in this browser until it is sent. Each person's
// is apart; it goes once it is saved, when the person signs out, and when somebody else signs in.

const prefix = 'bandwise.kept.';

function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    // Storage can be switched off altogether.
    return undefined;
  }
}

const nameOf = (personId: string, key: string) => `${prefix}${personId}.${key}`;

/** Keeps something of a person under a key; false when this browser has no room for it. */
export function keep(personId: string, key: string, value: unknown): boolean {
  try {
    browserStorage()?.setItem(nameOf(personId, key), JSON.stringify(value));
    return browserStorage() !== undefined;
  } catch {
    return false;
  }
}

/** What is kept of a person under a key, as it was parsed; undefined when there is nothing. */
export function kept(personId: string, key: string): unknown {
  const text = browserStorage()?.getItem(nameOf(personId, key));
  if (text === null || text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The keys under which something of a person is kept. */
export function keptKeys(personId: string): string[] {
  const own = nameOf(personId, '');
  return allNames().flatMap((name) => (name.startsWith(own) ? [name.slice(own.length)] : []));
}

export function forget(personId: string, key: string): void {
  browserStorage()?.removeItem(nameOf(personId, key));
}

/** Forgets what is kept, of everybody or of everybody but one person. */
export function forgetKept(exceptPersonId?: string): void {
  const own = exceptPersonId === undefined ? undefined : nameOf(exceptPersonId, '');
  for (const name of allNames()) {
    if (own === undefined || !name.startsWith(own)) browserStorage()?.removeItem(name);
  }
}

function allNames(): string[] {
  const storage = browserStorage();
  if (!storage) return [];
  return Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '').filter((name) => name.startsWith(prefix));
}
