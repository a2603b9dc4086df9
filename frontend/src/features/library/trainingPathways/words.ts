import type { components } from '@/api/schema';
import { type Choice, isoOf, type DateParts } from '@/design';
import { libraryCrumb, periodWords, sentence } from '../words';

type Schemas = components['schemas'];
export type TrainingVersion = Schemas['TrainingPathwayVersion'];
export type MilestoneText = Schemas['TrainingMilestoneText'];
export type MilestoneEdit = Schemas['TrainingMilestoneEdit'];
export type FieldChange = Schemas['TrainingFieldChange'];
export type Preview = Schemas['TrainingPathwayPreview'];

export const pathwaysHome = '/library/training-pathways';
export const pathwaysCrumb = { label: 'Training pathways', href: pathwaysHome };
export const pathwayHome = (id: string) => `${pathwaysHome}/${id}`;
export const versionHome = (id: string) => `${pathwaysHome}/versions/${id}`;
export const baseCrumbs = [libraryCrumb, pathwaysCrumb];

/** The way up from the pages about one version. */
export function crumbsOfVersion(version: TrainingVersion, itself = false) {
  const pathway = { label: version.title || 'Pathway', href: pathwayHome(version.pathwayId) };
  return itself ? [...baseCrumbs, pathway] : [...baseCrumbs, pathway, { label: versionName(version), href: versionHome(version.ref.id) }];
}

/** "Version 2", "Draft of version 3", "The source's version". */
export function versionName({ ref, state }: Pick<TrainingVersion, 'ref' | 'state'>): string {
  return state === 'draft' ? `Draft of version ${ref.number}` : sentence(ref.title);
}

export const unitChoices: Choice[] = [
  { value: 'D', label: 'days' },
  { value: 'W', label: 'weeks' },
  { value: 'M', label: 'months' },
  { value: 'Y', label: 'years' },
];

/** What stands in the two boxes of a period: "P6M" is 6 and months. What is no period keeps what was typed. */
export function boxesOf(period: string): { count: string; unit: string } {
  const match = /^P?(.*?)([YMWD])?$/.exec(period);
  return { count: match?.[1] ?? '', unit: match?.[2] ?? 'M' };
}

/** The period of the two boxes, as it is kept; empty where no number is typed. */
export function periodOf(count: string, unit: string): string {
  return count.trim() === '' ? '' : `P${count.trim()}${unit}`;
}

/** "6 months (P6M)", and nothing for what is no period. */
export function periodBoth(period: string): string {
  return /^P(\d+[YMWD])+$/.test(period) ? `${periodWords(period)} (${period})` : '';
}

/** A date as it is kept, and what was typed where it is none. */
export function rawDate(parts: DateParts): string {
  const typed = [parts.year, parts.month, parts.day].map((part) => part.trim());
  if (typed.every((part) => part === '')) return '';
  return isoOf(parts) ?? typed.join('-').slice(0, 20);
}

/** The boxes of a date as it is kept, readable or not. */
export function rawParts(text: string): DateParts {
  const [year = '', month = '', day = ''] = text.split('-');
  return { day, month, year };
}

export const kindChoices: Choice[] = [
  { value: 'mentorship', label: 'Mentorship' },
  { value: 'e_learning', label: 'E-learning' },
  { value: 'course', label: 'Course' },
  { value: 'examination', label: 'Examination' },
  { value: 'accreditation', label: 'Accreditation' },
  { value: 'refresher', label: 'Refresher' },
  { value: 'activity', label: 'Activity' },
  { value: 'feedback', label: 'Feedback' },
  { value: 'portfolio', label: 'Portfolio' },
];

export const runningChoices: Choice[] = [
  { value: 'working_time', label: 'Working time: leave stops it, part-time work stretches it' },
  { value: 'leave_stops', label: 'Leave stops it; part-time work does not stretch it' },
  { value: 'calendar', label: 'The calendar: nothing holds it back' },
];

export const signatoryChoices: Choice[] = [
  { value: 'mentor', label: 'The mentor' },
  { value: 'assessor', label: 'The assessor' },
  { value: 'manager', label: 'The manager' },
];

export const awardChoices: Choice[] = [
  { value: 'acc', label: 'Accredited Clinical Coder (ACC)' },
  { value: 'ccap', label: 'Clinical Coding Auditor (CCAP)' },
  { value: 'cctp', label: 'Clinical Coding Trainer (CCTP)' },
];

/** What the periods of a milestone can be counted from. */
export function anchorChoices(version: Pick<TrainingVersion, 'further' | 'milestones'>, key: string): Choice[] {
  return [
    { value: 'appointment', label: version.further ? 'Joining the pathway' : 'The appointment' },
    { value: 'award', label: 'The award' },
    ...version.milestones
      .filter((other) => other.key !== key)
      .map((other) => ({ value: `milestone:${other.key}`, label: `Completing: ${other.title}` })),
  ];
}

/** A milestone as the form sends it. */
export function editOf(milestone: MilestoneText): MilestoneEdit {
  const { title, called, about, rule, kind, anchor, due, notBefore, lasts, recurrence, notice, running, prerequisites } = milestone;
  const { throughout, evidence, certificate, signedBy, papers, keepsPasses, award, logBook } = milestone;
  return {
    ...{ title, called, about, rule, kind, anchor, due, notBefore, lasts, recurrence, notice, prerequisites },
    running: running === '' ? 'working_time' : running,
    ...{ throughout, evidence, certificate, signedBy, papers, keepsPasses, award, logBook },
  };
}

/** What a new milestone begins with. */
export const newMilestone: MilestoneEdit = {
  ...{ title: '', called: '', about: '', rule: '', kind: '', anchor: 'appointment', due: '', notBefore: '', lasts: '' },
  ...{ recurrence: '', notice: '', running: 'working_time', prerequisites: [], throughout: false, evidence: [] },
  ...{ certificate: false, signedBy: ['manager'], papers: [], keepsPasses: false, award: '' },
  logBook: { counted: '', number: 0, source: '' },
};

/** The problems of one milestone, or of the pathway as a whole, as a form shows them. */
export function problemsAt(version: TrainingVersion, milestone: string) {
  const own = version.problems.filter((problem) => problem.milestone === milestone && problem.field !== 'milestones');
  return own.map(({ field, sentence: message }) => ({ name: field === 'prerequisites' ? 'prerequisites' : field, message }));
}
