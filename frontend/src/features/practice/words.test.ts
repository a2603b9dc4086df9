import { describe, expect, it } from 'vitest';
import { addDays, hoursOf, mondayOf, percent, resultSentence, weekdayDate, wholeOf } from './words';

describe('the words of coding', () => {
  it('reads hours as people type them', () => {
    expect(hoursOf('7.5')).toBe(7.5);
    expect(hoursOf('7,5')).toBe(7.5);
    expect(hoursOf('7:30')).toBe(7.5);
    expect(hoursOf('')).toBe(0);
    expect(hoursOf('a day')).toBeUndefined();
  });

  it('reads whole numbers only', () => {
    expect(wholeOf(' 34 ')).toBe(34);
    expect(wholeOf('3.5')).toBeUndefined();
    expect(wholeOf('-1')).toBeUndefined();
  });

  it('names days and weeks across a change of the clocks', () => {
    expect(weekdayDate('2026-10-25')).toBe('Sunday 25 October 2026');
    expect(mondayOf('2026-10-25')).toBe('2026-10-19');
    expect(mondayOf('2026-10-26')).toBe('2026-10-26');
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  });

  it('says what is below', () => {
    const figure = { examined: 10, correct: 8, errors: 2, otherErrors: 0, because: '' };
    expect(
      resultSentence([
        { ...figure, type: 'primary_diagnosis', result: 'below', below: 10 },
        { ...figure, type: 'secondary_diagnosis', result: 'meets' },
      ]),
    ).toBe('Below the threshold: primary diagnosis by 10 points.');
    expect(percent(94.5)).toBe('94.5 %');
    expect(percent(undefined)).toBe('Not examined');
  });
});
