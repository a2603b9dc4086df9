import type { Crumb } from '@/design';

export const administrationCrumb: Crumb = { label: 'Administration', href: '/administration' };
export const peopleCrumb: Crumb = { label: 'People', href: '/administration/people' };
export const retentionCrumb: Crumb = { label: 'Retention', href: '/administration/retention' };
