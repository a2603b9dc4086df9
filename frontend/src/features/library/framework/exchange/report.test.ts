import { describe, expect, it } from 'vitest';
import { changesSomething, effectSentence, reportSentence, sheetProblem } from './report';

const counts = { added: 1, changed: 2, removed: 3, refused: 0 };

describe('a file before it is sent', () => {
  it.each([
    ['framework.csv', 100, ''],
    ['framework.XLSX', 100, ''],
    ['framework.ods', 100, 'neither a CSV nor an XLSX file'],
    ['framework.csv', 0, 'is empty'],
    ['framework.csv', 10_000_001, 'larger than 10 MB'],
  ])('%s of %i bytes', (name, size, want) => {
    const problem = sheetProblem({ name, size });
    if (want === '') expect(problem).toBe('');
    else expect(problem).toContain(want);
  });
});

describe('the report', () => {
  it('counts every row', () => {
    expect(reportSentence({ rows: 12, unchanged: 9, counts })).toBe(
      '12 rows read: 1 new, 2 changed, 9 as they are, 0 refused.',
    );
  });

  it('ends missing statements only where that was chosen', () => {
    expect(effectSentence({ counts, removals: 'keep' })).not.toContain('ended');
    expect(effectSentence({ counts, removals: 'end' })).toContain('3 ended because the file does not have them');
  });

  it('tells a file that changes nothing', () => {
    const nothing = { added: 0, changed: 0, removed: 3, refused: 0 };
    expect(changesSomething({ counts: nothing, removals: 'keep' })).toBe(false);
    expect(changesSomething({ counts: nothing, removals: 'end' })).toBe(true);
  });
});
