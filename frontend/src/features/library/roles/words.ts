import type { Choice } from '@/design';
import type { RoleAsk, RoleDifference, RoleVersionSummary } from '../types';

export const rolesCrumb = { label: 'Roles', href: '/library/roles' };

export const rolePath = (id: string) => `/library/roles/${id}`;

const kinds: Record<RoleAsk['kind'], { one: string; many: string }> = {
  accreditation: { one: 'Accreditation', many: 'Accreditations' },
  milestone: { one: 'Milestone', many: 'Milestones' },
  skill_level: { one: 'Whole skill level', many: 'Whole skill levels' },
  statement: { one: 'Statement', many: 'Single statements' },
  criterion: { one: 'Criterion', many: 'Criteria of the person specification' },
};

/** The kinds of requirement in the order in which a person reads them. */
export const kindOrder: RoleAsk['kind'][] = ['accreditation', 'milestone', 'skill_level', 'statement', 'criterion'];

export const kindName = (kind: RoleAsk['kind']) => kinds[kind].one;
export const kindHeading = (kind: RoleAsk['kind']) => kinds[kind].many;

const parts: Record<RoleVersionSummary['parts'][number], string> = {
  facts: 'Facts',
  purpose: 'Purpose',
  relationships: 'Working relationships',
  sections: 'Sections',
  duties: 'Duties',
  person_specification: 'Person specification',
  hazards: 'Working conditions',
  requirements: 'Requirements',
  document: 'What the source document says',
  copied: 'Copied from another role',
  retired: 'Retired',
};

export const partName = (part: RoleVersionSummary['parts'][number]) => parts[part];

const changes: Record<RoleDifference['change'], string> = { added: 'Added', removed: 'Removed', changed: 'Changed' };

export const changeName = (change: RoleDifference['change']) => changes[change];

export const importanceChoices: Choice[] = [
  { value: 'essential', label: 'Essential' },
  { value: 'desirable', label: 'Desirable' },
];

export const importanceWords = { essential: 'Essential', desirable: 'Desirable', not_stated: 'Not stated' };

export const ownBands = ['1', '2', '3', '4', '5', '6', '7', '8a', '8b', '8c', '8d', '9'] as const;

export type OwnBand = (typeof ownBands)[number] | '';

export const asBand = (band: string): OwnBand => ownBands.find((one) => one === band) ?? '';

/** The job evaluation factors by their numbers, for a duty's heading. */
export const factorChoices: Choice[] = [
  { value: '0', label: 'No factor' },
  ...[
    'Communication and relationship skills',
    'Knowledge, training and experience',
    'Analytical and judgemental skills',
    'Planning and organisational skills',
    'Physical skills',
    'Patient and client care',
    'Policy and service development',
    'Financial and physical resources',
    'Human resources',
    'Information resources',
    'Research and development',
    'Freedom to act',
    'Physical effort',
    'Mental effort',
    'Emotional effort',
    'Working conditions',
  ].map((name, index) => ({ value: `${index + 1}`, label: `${index + 1}. ${name}` })),
];
