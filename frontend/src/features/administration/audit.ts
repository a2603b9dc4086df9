// How an entry of the audit trail is read out.
import { longDate } from '@/design';
import type { AuditEntry } from './types';

/** The areas that the trail can be narrowed to, each by what its actions begin with. */
export const areas = [
  { value: 'record.', label: 'Readings of a record' },
  { value: 'identity.', label: 'Sign-in' },
  { value: 'staff.', label: 'People, teams and access' },
  { value: 'delegation.', label: 'Cover and emergency access' },
  { value: 'training.', label: 'Training' },
  { value: 'course.', label: 'Courses' },
  { value: 'pathway.', label: 'Moves between roles' },
  { value: 'accreditation.', label: 'Accreditation' },
  { value: 'standing.', label: 'Other accreditations' },
  { value: 'assurance.', label: 'Assurance of assessors' },
  { value: 'portfolio.', label: 'Portfolio' },
  { value: 'practice.', label: 'Coding practice' },
  { value: 'appraisal.', label: 'Appraisals' },
  { value: 'pack.', label: 'Portfolio packs' },
  { value: 'file.', label: 'Files' },
  { value: 'patientdata.', label: 'Patient data' },
  { value: 'role.', label: 'Roles' },
  { value: 'link.', label: 'Ladder' },
  { value: 'framework.', label: 'Framework' },
  { value: 'job_evaluation.', label: 'Job evaluation' },
  { value: 'job_match.', label: 'Job matching' },
  { value: 'workforce', label: 'Workforce tables and views' },
  { value: 'planning.', label: 'Workforce plan' },
  { value: 'scenario.', label: 'Scenarios' },
  { value: 'establishment.', label: 'Establishment' },
  { value: 'report.', label: 'Reports' },
  { value: 'notification.', label: 'Notices and mail' },
  { value: 'data_quality.', label: 'Data quality' },
  { value: 'privacy.', label: 'Privacy and retention' },
  { value: 'audit.', label: 'The audit trail itself' },
];

/** "Claim submitted" for portfolio.claim_submitted, "File added" for file.added. */
export function actionWords(action: string): string {
  const [feature = '', verb = ''] = action.split('.');
  const words = (verb.includes('_') ? verb : `${feature} ${verb}`).replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The area of an action: "Portfolio" for portfolio.claim_submitted. */
export function areaWords(action: string): string {
  return areas.find(({ value }) => action.startsWith(value))?.label ?? action.split('.')[0] ?? '';
}

/** One value that an entry changed, as it was and as it is; empty where there was or is none. */
export interface ChangedValue {
  name: string;
  before: string;
  after: string;
}

/** The values of an entry that differ, in words; `nameOf` knows what some identifiers stand for. */
export function changedValues(
  { before, after }: Pick<AuditEntry, 'before' | 'after'>,
  nameOf: (id: string) => string | undefined,
): ChangedValue[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((name) => ({
      name: fieldWords(name),
      before: valueWords(before[name], nameOf),
      after: valueWords(after[name], nameOf),
    }))
    .filter((value) => value.before !== value.after);
}

/** "Starts on" for startsOn, "Team" for teamId. */
function fieldWords(name: string): string {
  if (name === 'wte') return 'Whole-time equivalent';
  const words = name
    .replace(/Id$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueWords(value: unknown, nameOf: (id: string) => string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return `${value}`;
  if (typeof value === 'string') return nameOf(value) ?? dateWords(value);
  if (Array.isArray(value)) return value.map((one) => valueWords(one, nameOf)).join(', ');
  if (isFreeText(value)) return value.characters === 0 ? '' : `a text of ${value.characters} characters`;
  return JSON.stringify(value);
}

function dateWords(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? longDate(text) : text;
}

/** What people wrote never enters the trail; it shows only how long it was. */
function isFreeText(value: object): value is { characters: number } {
  return 'characters' in value && typeof value.characters === 'number';
}
