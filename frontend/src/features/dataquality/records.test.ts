import { expect, it } from 'vitest';
import { recordOf, type Records } from './records';

const statement = (id: string, sourceHeadingLine: number) => ({
  id,
  aspect: 'Escalation',
  code: 'ANCC',
  level: 2,
  document: 'skills.txt',
  sourceHeadingLine,
  sourceLine: sourceHeadingLine + 1,
});

const records: Records = {
  profiles: [
    { id: 'p2', title: 'Second', document: 'profiles.txt', line: 60 },
    { id: 'p1', title: 'First', document: 'profiles.txt', line: 37 },
  ],
  statements: [statement('s1', 3), statement('s2', 5)],
  roles: [{ id: 'r1', title: 'Deputy Manager', document: 'role.txt' }],
  frameworks: [{ document: 'skills.txt', title: 'Skills' }],
};

it.each([
  ['the first line of a profile', 'profiles.txt', 37, '/library/profiles/p1'],
  ['the last line before the next profile', 'profiles.txt', 59, '/library/profiles/p1'],
  ['a line of the last profile', 'profiles.txt', 479, '/library/profiles/p2'],
  ['a line before the first profile', 'profiles.txt', 12, '/library/suite'],
  ['a statement’s heading', 'skills.txt', 5, '/library/statements/s2'],
  ['a statement’s text', 'skills.txt', 4, '/library/statements/s1'],
  ['a line that belongs to no statement', 'skills.txt', 1, '/library/skills'],
  ['any line of a job description', 'role.txt', 300, '/library/roles/r1'],
])('leads from %s to its record', (_, document, line, href) => {
  expect(recordOf({ document, line }, records)?.href).toBe(href);
});

it('leads nowhere from a document that nothing came from', () => {
  expect(recordOf({ document: 'other.txt', line: 1 }, records)).toBeUndefined();
});
