import type { NewRequirement, Role, RoleAsk, RoleChange } from '../types';

/** The text that a person edits: corrected where the document's own words need to be. */
export function wordsOf({ text, corrected }: { text: string; corrected: string }): string {
  return corrected === '' ? text : corrected;
}

type NewDuty = NonNullable<RoleChange['duties']>[number];
type NewCriterion = NonNullable<RoleChange['personSpecification']>[number];
type NewHazard = NonNullable<RoleChange['hazards']>[number];
type NewSection = NonNullable<RoleChange['sections']>[number];

export function dutiesOf(role: Role): NewDuty[] {
  return role.duties.map((duty) => ({ id: duty.id, heading: duty.heading, factor: duty.factor, text: wordsOf(duty) }));
}

export function criteriaOf(role: Role): NewCriterion[] {
  return role.personSpecification.map(({ id, group, criterion, corrected, importance }) => ({
    id,
    group,
    criterion: corrected === '' ? criterion : corrected,
    importance,
  }));
}

export function hazardsOf(role: Role): NewHazard[] {
  return role.hazards.map(({ id, group, name, present, frequency }) => ({ id, group, name, present, frequency }));
}

export function sectionsOf(role: Role): NewSection[] {
  return role.sections.map(({ heading, paragraphs }) => ({ heading, paragraphs: paragraphs.map(wordsOf) }));
}

/** A requirement as it is sent back when another one of the role changes: with what belongs to its kind only. */
export function requirementOf(ask: RoleAsk): NewRequirement {
  const { kind, importance, higherCounts, reason } = ask;
  const common = { kind, importance, higherCounts, reason };
  switch (kind) {
    case 'statement':
      return { ...common, statementId: ask.statementId };
    case 'skill_level':
      return { ...common, code: ask.code, level: ask.level };
    case 'criterion':
      return { ...common, criterionId: ask.criterionId };
    case 'milestone':
      return { ...common, milestone: ask.milestone };
    case 'accreditation':
      return { ...common, accreditation: ask.accreditation };
  }
}

/** Lines of a document from what a person typed: "56, 61-63". Undefined where it cannot be read. */
export function linesFrom(typed: string): number[] | undefined {
  const lines: number[] = [];
  for (const part of typed.split(/[,;\s]+/).filter((one) => one !== '')) {
    const range = /^(\d{1,5})(?:[-–](\d{1,5}))?$/.exec(part);
    if (!range) return undefined;
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    if (first < 1 || last < first || last - first > 50) return undefined;
    for (let line = first; line <= last; line += 1) lines.push(line);
  }
  return lines;
}
