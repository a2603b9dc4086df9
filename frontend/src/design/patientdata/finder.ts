import { birthDates } from './birthDates';
import { fold } from './folded';
import { type HospitalPattern, hospitalNumbers } from './hospitalNumbers';
import { nhsNumbers } from './nhsNumbers';

export type { HospitalPattern } from './hospitalNumbers';

export type FindingKind = 'nhs_number' | 'birth_date' | 'hospital_number';

/** A passage of a text that looks like a patient's data. */
export interface Finding {
  kind: FindingKind;
  /** Where the passage begins and ends in the text. */
  start: number;
  end: number;
  /** What it looks like and why; never what was found. */
  message: string;
}

/** A finding in a folded text. */
export interface Passage {
  kind: FindingKind;
  start: number;
  end: number;
  byName?: boolean;
  pattern?: string;
}

/**
 * Lists what looks like a patient's data in a text, in the text's order. The server looks by the same rules before
 * anything is stored (internal/patientdata); this twin decides what the browser may keep.
 */
export function findPatientData(text: string, patterns: HospitalPattern[]): Finding[] {
  const folded = fold(text);
  if (!/[0-9]/.test(folded.text)) return [];
  const kept: Passage[] = [];
  const passages = [
    ...nhsNumbers(folded.text),
    ...birthDates(folded.text),
    ...hospitalNumbers(folded.text, patterns),
  ];
  for (const passage of passages) {
    if (!kept.some((one) => passage.start < one.end && one.start < passage.end)) kept.push(passage);
  }
  return kept
    .sort((a, b) => a.start - b.start)
    .map((passage) => ({
      kind: passage.kind,
      start: folded.from[passage.start] ?? 0,
      end: folded.to[passage.end - 1] ?? text.length,
      message: messageOf(passage),
    }));
}

function messageOf({ kind, byName, pattern }: Passage): string {
  if (kind === 'nhs_number') return 'This looks like an NHS number: ten digits whose last one is the right check digit.';
  if (kind === 'hospital_number') return `This looks like a hospital number: it has the form of “${pattern ?? ''}”.`;
  return byName
    ? "This looks like a date of birth: a date beside a person's name."
    : 'This looks like a date of birth: a date near a word for birth.';
}
