import type { Role } from './types';

type Duty = Role['duties'][number];

export interface DutyGroup {
  heading: string;
  /** The job evaluation factor of the heading; 0 where the document does not say. */
  factor: number;
  duties: Duty[];
}

/** The duties under their headings, both in the document's order. */
export function dutiesByHeading(duties: Duty[]): DutyGroup[] {
  const groups: DutyGroup[] = [];
  for (const duty of duties) {
    const group = groups.find(({ heading }) => heading === duty.heading);
    if (group) group.duties.push(duty);
    else groups.push({ heading: duty.heading, factor: duty.factor, duties: [duty] });
  }
  return groups;
}

/** The duties that a document puts under a job evaluation factor. */
export function dutiesOfFactor(duties: Duty[], factor: number): Duty[] {
  return duties.filter((duty) => duty.factor === factor);
}
