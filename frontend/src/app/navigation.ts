import type { NavigationItem } from '@/design';

interface GuardedItem extends NavigationItem {
  /** Any one of these permissions shows the item. */
  permissions: string[];
}

const items: GuardedItem[] = [];

/** The primary navigation of a person: only what they may open. */
export function navigationFor(permissions: string[]): NavigationItem[] {
  return items.filter((item) => item.permissions.some((permission) => permissions.includes(permission)));
}
