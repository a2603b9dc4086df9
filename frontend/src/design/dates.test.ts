import { describe, expect, it } from 'vitest';
import { dateProblem, distance, isoOf, lastDay, londonDay, longDate, longMoment, partsOf } from './dates';

describe('a date in words', () => {
  it.each([
    ['a plain day', '2027-03-14', '14 March 2027'],
    ['29 February', '2028-02-29', '29 February 2028'],
    ['a moment late in the evening of summer time', '2026-06-30T23:30:00Z', '1 July 2026'],
    ['no date', '', ''],
    ['something else', 'soon', ''],
  ])('%s', (_, iso, want) => {
    expect(longDate(iso)).toBe(want);
  });

  it('gives the time of an event as clocks in London showed it', () => {
    expect(longMoment('2026-06-30T08:05:00Z')).toBe('30 June 2026 at 09:05');
  });

  it('gives the last day of what ends with a day, in winter and in summer', () => {
    expect(lastDay('2027-02-25T00:00:00Z')).toBe('24 February 2027');
    expect(lastDay('2026-06-30T23:00:00Z')).toBe('30 June 2026');
  });
});

describe('the distance from today', () => {
  it.each([
    ['the same day', '2027-02-20', 'today'],
    ['the next day', '2027-02-21', 'tomorrow'],
    ['the day before', '2027-02-19', 'yesterday'],
    ['some days ahead', '2027-03-14', 'in 22 days'],
    ['some days back', '2027-02-17', '3 days ago'],
    ['across the change to summer time', '2027-03-29', 'in 37 days'],
    ['60 days counts in months', '2027-04-21', 'in 2 months'],
    ['a month that is not yet whole', '2027-05-19', 'in 2 months'],
    ['many months back', '2026-02-20', '12 months ago'],
    ['two years', '2029-02-20', 'in 2 years'],
  ])('%s', (_, iso, want) => {
    expect(distance(iso, '2027-02-20')).toBe(want);
  });
});

describe('the day in London', () => {
  it('is the next one after midnight there, though UTC is still on the day before', () => {
    expect(londonDay(new Date('2026-06-30T23:30:00Z'))).toBe('2026-07-01');
  });
});

describe('three boxes', () => {
  it.each([
    ['numbers', { day: '14', month: '3', year: '2027' }, '2027-03-14'],
    ['a month by name', { day: '1', month: 'Sept', year: '2026' }, '2026-09-01'],
    ['29 February in a leap year', { day: '29', month: '2', year: '2028' }, '2028-02-29'],
    ['29 February in another year', { day: '29', month: '2', year: '2027' }, undefined],
    ['31 April', { day: '31', month: '4', year: '2027' }, undefined],
    ['month 13', { day: '1', month: '13', year: '2027' }, undefined],
    ['a year of two numbers', { day: '1', month: '1', year: '27' }, undefined],
    ['letters', { day: 'x', month: '1', year: '2027' }, undefined],
  ])('%s', (_, parts, want) => {
    expect(isoOf(parts)).toBe(want);
  });

  it('show a stored date without leading zeros', () => {
    expect(partsOf('2027-03-04')).toEqual({ day: '4', month: '3', year: '2027' });
  });
});

describe('what is wrong with a typed date', () => {
  const what = 'The date of the course';
  it.each([
    ['nothing typed though needed', { day: '', month: '', year: '' }, 'Enter the date of the course'],
    ['no year', { day: '1', month: '2', year: '' }, 'The date of the course must include a year'],
    ['only a day', { day: '1', month: '', year: '' }, 'The date of the course must include a month and a year'],
    ['a short year', { day: '1', month: '2', year: '27' }, 'The year of the date of the course must include 4 numbers'],
    ['no such day', { day: '31', month: '2', year: '2027' }, 'The date of the course must be a real date'],
    ['tomorrow', { day: '21', month: '2', year: '2027' }, 'The date of the course must be today or in the past'],
    ['today', { day: '20', month: '2', year: '2027' }, undefined],
  ])('%s', (_, parts, want) => {
    expect(dateProblem(what, parts, { required: true, notAfter: '2027-02-20' })?.message).toBe(want);
  });

  it('is nothing when an optional date is left out', () => {
    expect(dateProblem(what, { day: '', month: '', year: '' })).toBeUndefined();
  });

  it('marks only the boxes that are missing', () => {
    expect(dateProblem(what, { day: '1', month: '', year: '2027' })?.parts).toEqual(['month']);
  });
});
