import { describe, expect, it } from 'vitest';
import { bellWords, daysAfter } from './words';

const none = { needsMe: 0, comingUp: 0, information: 0, unseen: 0, snoozed: 0 };

describe('the bell', () => {
  it('says nothing where nothing is new', () => {
    expect(bellWords(undefined)).toEqual({ shown: '', said: '' });
    expect(bellWords({ ...none, needsMe: 4 })).toEqual({ shown: '', said: '' });
  });

  it('counts what is new', () => {
    expect(bellWords({ ...none, unseen: 1 })).toEqual({ shown: '1', said: 'one new' });
    expect(bellWords({ ...none, unseen: 140 })).toEqual({ shown: '99+', said: '140 new' });
  });
});

describe('days ahead', () => {
  it('goes over the end of a month, a leap day and both clock changes', () => {
    expect(daysAfter('2027-01-31', 1)).toBe('2027-02-01');
    expect(daysAfter('2028-02-22', 7)).toBe('2028-02-29');
    expect(daysAfter('2027-03-27', 1)).toBe('2027-03-28');
    expect(daysAfter('2027-10-30', 2)).toBe('2027-11-01');
  });
});
