import type { NavigationItem } from '@/design';
import { settingsPlaces } from '@/features/settings/settings';

interface GuardedItem extends NavigationItem {
  /** Any one of these permissions shows the item. */
  permissions: string[];
}

const items: GuardedItem[] = [
  { label: 'My progress', href: '/progress', permissions: ['training.record'] },
  { label: 'My portfolio', href: '/portfolio', permissions: ['portfolio.write'] },
  { label: 'Coding', href: '/coding', permissions: ['practice.enter'] },
  { label: 'Courses', href: '/courses', permissions: ['courses.read'] },
  { label: 'Reviews', href: '/reviews', permissions: ['portfolio.review'] },
  { label: 'Sign-offs', href: '/sign-offs', permissions: ['training.sign_off'] },
  { label: 'People', href: '/people', permissions: ['workforce.read', 'portfolio.review', 'training.sign_off'] },
  { label: 'Organisation', href: '/organisation', permissions: ['workforce.read'] },
  { label: 'Library', href: '/library', permissions: ['library.read'] },
  { label: 'Job matches', href: '/job-matches', permissions: ['matching.read'] },
  { label: 'Data quality', href: '/data-quality', permissions: ['library.read'] },
  { label: 'Settings', href: '/settings', permissions: settingsPlaces.map(({ permission }) => permission) },
  {
    label: 'Administration',
    href: '/administration',
    permissions: ['people.manage', 'teams.manage', 'grants.read', 'audit.read', 'operations.manage'],
  },
];

/** The primary navigation of a person: only what they may open. */
export function navigationFor(permissions: string[]): NavigationItem[] {
  return items.filter((item) => item.permissions.some((permission) => permissions.includes(permission)));
}

/** The page that answers a person's first question, by their widest role of access. */
export function firstPageFor(roles: string[]): string {
  const pages: [string, string][] = [
    ['workforce_lead', '/organisation'],
    ['auditor', '/organisation'],
    ['manager', '/people'],
    ['assessor', '/reviews'],
    ['mentor', '/people'],
    ['standards_lead', '/library'],
    ['panel_member', '/job-matches'],
    ['consistency_checker', '/job-matches'],
    ['administrator', '/administration'],
  ];
  return pages.find(([role]) => roles.includes(role))?.[1] ?? '/progress';
}
