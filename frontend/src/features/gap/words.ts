import type { Counts, Requirement } from './types';

export const kindWords: Record<Requirement['kind'], { many: string; one: string }> = {
  statement: { many: 'Skill statements', one: 'Skill statement' },
  criterion: { many: 'Person specification', one: 'Criterion' },
  milestone: { many: 'Milestones', one: 'Milestone' },
  accreditation: { many: 'Accreditations', one: 'Accreditation' },
};

/** "3 of 7 essential, 1 of 2 desirable": what is met of what is asked. */
export function countWords({ essentialMet, essentialRequired, desirableMet, desirableRequired }: Counts): string {
  const parts = [];
  if (essentialRequired > 0) parts.push(`${essentialMet} of ${essentialRequired} essential`);
  if (desirableRequired > 0) parts.push(`${desirableMet} of ${desirableRequired} desirable`);
  return parts.join(', ');
}

/** What a line is called: a statement with its skill and level, anything else by its title. */
export function lineName({ kind, code, level, title }: Requirement): string {
  return kind === 'statement' ? `${code ?? ''} ${level ?? ''}, ${title}` : title;
}

/** The state's word for the design's tags; an approval that is to be confirmed has a word of its own. */
export function stateOf({ state, toBeConfirmed }: Requirement): string {
  return toBeConfirmed ? 'to_be_confirmed' : state;
}

/** A part of the skill framework that a page is narrowed to by its address; nothing of it is everything. */
export interface Part {
  code?: string;
  level?: string;
  aspect?: string;
}

export function partOf(params: URLSearchParams): Part {
  return { code: params.get('code') ?? undefined, level: params.get('level') ?? undefined, aspect: params.get('aspect') ?? undefined };
}

/** "ANCC, level 3, Escalation"; empty when a page is not narrowed. */
export function partName({ code, level, aspect }: Part): string {
  return [code, level === undefined ? undefined : `level ${level}`, aspect].filter((one) => one !== undefined).join(', ');
}

/** The lines of a part; of a narrowed page those of other kinds are left out. */
export function within(lines: Requirement[], { code, level, aspect }: Part): Requirement[] {
  if (code === undefined && level === undefined && aspect === undefined) return lines;
  return lines.filter(
    (line) =>
      line.kind === 'statement' &&
      (code === undefined || line.code === code) &&
      (level === undefined || String(line.level) === level) &&
      (aspect === undefined || line.aspect === aspect),
  );
}

export interface Group {
  kind: Requirement['kind'];
  /** The skill of a group of statements; empty for another kind. */
  skill: string;
  lines: Requirement[];
}

/** Lines of one importance, by kind, and statements by skill and level, in the order in which they came. */
export function groupsOf(requirements: Requirement[], importance: Requirement['importance']): Group[] {
  const groups: Group[] = [];
  for (const line of requirements) {
    if (line.importance !== importance) continue;
    const skill = line.kind === 'statement' ? `${line.skill ?? ''} (${line.code ?? ''}), level ${line.level ?? ''}` : '';
    const last = groups.at(-1);
    if (last?.kind === line.kind && last.skill === skill) last.lines.push(line);
    else groups.push({ kind: line.kind, skill, lines: [line] });
  }
  return groups;
}

/** Where the next step is done; nothing where somebody else has to act. Only the person claims and records. */
export function stepPath(line: Requirement, at: { own: boolean; portfolioPath: string; progressPath: string; roleId?: string }): string {
  switch (line.next.about) {
    case 'new_claim':
      if (line.kind === 'criterion') {
        return at.own ? `/portfolio/claims/new?criterion=${line.criterionId ?? ''}${at.roleId ? `&role=${at.roleId}` : ''}` : '';
      }
      return at.own ? `/portfolio/claims/new?statement=${line.statementId ?? ''}` : `/library/statements/${line.statementId ?? ''}`;
    case 'claim':
      return `${at.portfolioPath}/claims/${line.claimId ?? ''}`;
    case 'statement':
      return `/library/statements/${line.statementId ?? ''}`;
    case 'milestone':
      return `${at.progressPath}/milestones/${line.key ?? ''}`;
    default:
      return '';
  }
}
