import type { Finding } from './types';

/** What the library made of the source documents, as far as a line needs it to find its record. */
export interface Records {
  profiles: { id: string; title: string; document: string; line: number }[];
  statements: {
    id: string;
    aspect: string;
    code: string;
    level: number;
    document: string;
    sourceHeadingLine: number;
    sourceLine: number;
  }[];
  roles: { id: string; title: string; document: string }[];
  frameworks: { document: string; title: string }[];
}

/** A page of the library and its name. */
export interface RecordLink {
  href: string;
  label: string;
}

/** The record of the library that came from the line of a finding; undefined when none did. */
export function recordOf(finding: Pick<Finding, 'document' | 'line'>, records: Records): RecordLink | undefined {
  return profileAt(finding, records) ?? statementAt(finding, records) ?? roleOf(finding, records);
}

function profileAt({ document, line }: Pick<Finding, 'document' | 'line'>, records: Records): RecordLink | undefined {
  const profiles = records.profiles.filter((profile) => profile.document === document);
  if (profiles.length === 0) return undefined;
  // A profile goes on to the line before the next one; what stands before the first is the front page.
  const profile = profiles.filter((one) => one.line <= line).sort((a, b) => b.line - a.line)[0];
  if (!profile) return { href: '/library/suite', label: 'Front page of the national profiles' };
  return { href: `/library/profiles/${profile.id}`, label: profile.title };
}

function statementAt({ document, line }: Pick<Finding, 'document' | 'line'>, records: Records): RecordLink | undefined {
  const framework = records.frameworks.find((one) => one.document === document);
  const statement = records.statements.find(
    (one) => one.document === document && line >= one.sourceHeadingLine && line <= one.sourceLine,
  );
  if (statement) {
    const { id, code, level, aspect } = statement;
    return { href: `/library/statements/${id}`, label: `${code} ${level}, ${aspect}` };
  }
  return framework ? { href: '/library/skills', label: framework.title } : undefined;
}

function roleOf({ document }: Pick<Finding, 'document'>, records: Records): RecordLink | undefined {
  const role = records.roles.find((one) => one.document === document);
  return role ? { href: `/library/roles/${role.id}`, label: role.title } : undefined;
}
