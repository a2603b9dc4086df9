import { describe, expect, it } from 'vitest';
import { resultProblems, resultsOf } from './results';

const papers = [
  { key: 'practical', title: 'Practical', passMark: 90 },
  { key: 'theory', title: 'Theory', passMark: 70 },
  { key: 'in_house', title: 'In-house' },
];

describe('the results that were typed', () => {
  it('are sent where there are any, and stay awaited where there are none', () => {
    const drafts = { practical: { mark: '91.5', outcome: '' }, in_house: { mark: '', outcome: 'failed' } };
    expect(resultsOf(papers, drafts)).toEqual([
      { paper: 'practical', mark: 91.5 },
      { paper: 'in_house', outcome: 'failed' },
    ]);
  });

  it('count a mark of nought as a mark', () => {
    expect(resultsOf(papers, { theory: { mark: '0', outcome: '' } })).toEqual([{ paper: 'theory', mark: 0 }]);
  });

  it.each([
    ['above the highest', '101', 1],
    ['below nought', '-1', 1],
    ['in letters', 'ninety', 1],
    ['the highest', '100', 0],
    ['left empty', '', 0],
  ])('are checked: a mark %s', (_, mark, problems) => {
    expect(resultProblems(papers, { practical: { mark, outcome: '' } })).toHaveLength(problems);
  });
});
