import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findPatientData } from './finder';

interface SharedCase {
  what: string;
  text: string;
  patterns?: [name: string, shape: string][];
  found: [kind: string, passage: string][];
}

const cases = JSON.parse(readFileSync('../internal/patientdata/testdata/cases.json', 'utf8')) as SharedCase[];

describe('the cases that the server is tested by too', () => {
  it.each(cases)('$what', ({ text, patterns = [], found }) => {
    const findings = findPatientData(
      text,
      patterns.map(([name, shape]) => ({ name, shape })),
    );
    expect(findings.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual(found);
  });
});
