import { describe, expect, it } from 'vitest';
import { aheadWords, counted, peoplePath, shareOf, wteWords } from './words';

describe('the share of a cell', () => {
  it.each([
    ['nothing is required', { required: 0, met: 0 }, 'none'],
    ['nothing is met', { required: 5, met: 0 }, 'low'],
    ['two fifths are met', { required: 5, met: 2 }, 'half'],
    ['three quarters are met', { required: 4, met: 3 }, 'high'],
    ['everything is met', { required: 4, met: 4 }, 'all'],
  ])('when %s', (_, cell, want) => {
    expect(shareOf(cell)).toBe(want);
  });
});

describe('words', () => {
  it('gives whole-time equivalents without idle zeros', () => {
    expect(wteWords(2)).toBe('2 WTE');
    expect(wteWords(10.399999)).toBe('10.4 WTE');
  });

  it('counts one and many', () => {
    expect(counted(1, 'person', 'people')).toBe('1 person');
    expect(counted(3, 'person', 'people')).toBe('3 people');
  });

  it('leads from a number to its people', () => {
    expect(peoplePath('')).toBe('/people');
    expect(peoplePath('state=overdue&teamId=x')).toBe('/people?state=overdue&teamId=x');
  });
});

it('how far somebody is against plan', () => {
  expect(aheadWords({ days: 50, planned: 181, onLeave: false })).toBe('131 days left');
  expect(aheadWords({ days: 182, planned: 181, onLeave: false })).toBe('1 day behind');
  expect(aheadWords({ days: 181, planned: 181, onLeave: false })).toBe('On plan');
  expect(aheadWords({ days: 9, onLeave: false })).toBe('No plan for it');
  expect(aheadWords({ days: 900, planned: 181, onLeave: true })).toBe('On leave');
});
