import type { components } from '@/api/schema';
import type { Choice } from '@/design';

type Schemas = components['schemas'];

export type Course = Schemas['Course'];
export type CourseDetail = Schemas['CourseDetail'];
export type Booking = Schemas['CourseBooking'];
export type Cohort = Schemas['Cohort'];

const kinds: Record<Schemas['CourseKind'], string> = {
  standards_course: 'Standards course (CCSC)',
  refresher: 'Refresher course (CCSRC)',
  anatomy: 'Anatomy, physiology and medical terminology',
  workshop: 'Workshop',
};

export function kindWord(kind: Schemas['CourseKind']): string {
  return kinds[kind];
}

export const kindChoices: Choice[] = Object.entries(kinds).map(([value, label]) => ({ value, label }));

/** How full a course is: "6 of 8 places, 2 waiting". */
export function placesWords({ booked, places, waiting }: Pick<Course, 'booked' | 'places' | 'waiting'>): string {
  const taken = `${booked} of ${places} ${places === 1 ? 'place' : 'places'} taken`;
  return waiting === 0 ? taken : `${taken}, ${waiting} waiting`;
}
