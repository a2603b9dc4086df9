import type { JobState, Letter, NoticeCounts, NoticeGroup } from './types';

/** The groups in the order in which they are shown, with their headings. */
export const groups: { group: NoticeGroup; title: string; none: string }[] = [
  { group: 'needs_me', title: 'Needs you now', none: 'Nothing waits for you.' },
  { group: 'coming_up', title: 'Coming up', none: 'Nothing is due soon.' },
  { group: 'information', title: 'For information', none: 'There is no news.' },
];

/** What the bell says: "Notices" with how many are new, for eyes and for ears. */
export function bellWords(counts: NoticeCounts | undefined): { shown: string; said: string } {
  const unseen = counts?.unseen ?? 0;
  if (unseen === 0) return { shown: '', said: '' };
  return { shown: unseen > 99 ? '99+' : String(unseen), said: unseen === 1 ? 'one new' : `${unseen} new` };
}

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

interface JobStateWords {
  state: JobState;
  title: string;
  none: string;
}

export const jobStates: [JobStateWords, ...JobStateWords[]] = [
  { state: 'failed', title: 'Failed', none: 'No job has failed.' },
  { state: 'retrying', title: 'To be tried again', none: 'No job waits to be tried again.' },
  { state: 'running', title: 'Running', none: 'No job is running.' },
  { state: 'waiting', title: 'Waiting', none: 'No job is waiting.' },
  { state: 'done', title: 'Done in the last week', none: 'No job was done in the last week.' },
];

export const letterKinds: Record<Letter['kind'], string> = {
  digest: 'Weekly digest',
  account: 'About an account',
  lapse: 'Before something lapses',
  report: 'Report',
  test: 'Test letter',
};

export const letterStates: Record<Letter['state'], string> = {
  waiting: 'On its way',
  sent: 'Sent',
  failed: 'Not sent',
  dropped: 'Not needed any more',
};

/** Days ahead on which a notice can be put off, as choices of a drop-down. */
export const snoozes = [
  { days: 1, label: 'Tomorrow' },
  { days: 7, label: 'In a week' },
  { days: 14, label: 'In two weeks' },
  { days: 30, label: 'In a month' },
];

/** The day that many days after a day, both as 2027-03-14. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
