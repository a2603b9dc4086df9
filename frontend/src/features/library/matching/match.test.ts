import { describe, expect, it } from 'vitest';
import { candidate, decision, match, scheme } from './fixtures';
import {
  afterConflict,
  bandsWithin,
  candidatesOf,
  factorStates,
  foremost,
  levelsWith,
  nextFactor,
  totalsWith,
  totalWords,
} from './match';

describe('the next factor', () => {
  it.each([
    ['is the first without a level', [decision(1, 1)], 0, 2],
    ['comes after the one at hand', [decision(1, 1)], 2, 3],
    ['goes round to the beginning', [decision(2, 1), decision(3, 1)], 3, 1],
    ['is none when all have a level', [decision(1, 1), decision(2, 1), decision(3, 1)], 1, undefined],
  ])('%s', (_, decisions, after, want) => {
    expect(nextFactor(decisions, 3, after)).toBe(want);
  });
});

it('shows every factor: decided or not, and how it compares with the candidate', () => {
  const apart = { no: 1, name: 'Factor 1', level: 2, levelText: '1', result: 'variation' as const, reason: 'One above.' };
  const states = factorStates(
    match([decision(1, 2), decision(2, 1)], [candidate({ chosen: true, factors: [apart] })]),
    scheme,
  );
  expect(states.map(({ comparison }) => comparison?.result)).toEqual(['variation', 'match', undefined]);
  expect(states[1]?.fixed).toBe(true);
  expect(factorStates(match([decision(1, 2)]), scheme)[0]?.comparison).toBeUndefined();
});

describe('the totals with a level that is not saved', () => {
  it('put the new points in the place of the old ones', () => {
    const saved = match([decision(1, 1), decision(2, 1), decision(3, 1)]);
    expect(totalsWith(saved, scheme, 1, 3)).toEqual({ decided: 3, total: 31, least: 31, greatest: 31 });
  });

  it('narrow what the total can become', () => {
    const saved = match([decision(1, 1)]);
    expect(totalsWith(saved, scheme, 2, 2)).toEqual({ decided: 2, total: 17, least: 22, greatest: 38 });
  });

  it('are those that are saved while no level is chosen', () => {
    expect(totalsWith(match([decision(1, 1)]), scheme, 2, undefined)).toMatchObject({ decided: 1, total: 5 });
  });
});

it.each([
  [5, 20, 'Band 2'],
  [20, 40, 'Bands 2 to 3'],
  [46, 63, 'Band 4'],
  [64, 70, ''],
])('names the bands from %i to %i points: %s', (least, greatest, want) => {
  expect(bandsWithin(scheme, least, greatest)).toBe(want);
});

it('gives all levels only when the one at hand is the last that is missing', () => {
  const almost = match([decision(1, 1), decision(3, 2)]);
  expect(levelsWith(almost, 3, 2, 3)).toEqual([1, 3, 2]);
  expect(levelsWith(almost, 3, 2, undefined)).toBeUndefined();
  expect(levelsWith(almost, 3, 1, 2)).toBeUndefined();
});

it('reads the candidates of a trial as those of a match', () => {
  const factor = { no: 1, name: 'Factor 1', level: 1, levelText: '1', reason: '' };
  const [one] = candidatesOf(
    {
      total: 0,
      band: '',
      bandReason: '',
      candidates: [
        {
          profileId: 'a',
          title: 'A',
          band: '3',
          outcome: 'band_match',
          reason: '',
          variations: 1,
          failing: 0,
          factors: [
            { ...factor, result: 'match' },
            { ...factor, no: 2, result: 'variation' },
          ],
        },
      ],
    },
    'a',
  );
  expect(one).toMatchObject({ chosen: true, matching: 1 });
  expect(one?.factors.map(({ no }) => no)).toEqual([2]);
});

it('keeps the chosen candidate in sight wherever it stands', () => {
  const all = ['a', 'b', 'c', 'd'].map((profileId) => candidate({ profileId, chosen: profileId === 'd' }));
  expect(foremost(all, 2).map(({ profileId }) => profileId)).toEqual(['a', 'b', 'd']);
});

describe('when somebody else was quicker', () => {
  const opened = decision(1, 1);
  it.each([
    ['another factor: the choice is sent again', match([opened, decision(2, 1)]), 'send_again'],
    ['this factor’s level: the person is asked', match([decision(1, 2)]), 'ask'],
    ['this factor’s reason: the person is asked', match([decision(1, 1, 'Otherwise')]), 'ask'],
    ['the state: there is nothing to send any more', { ...match([opened]), actions: [] }, 'closed'],
  ])('on %s', (_, now, want) => {
    expect(afterConflict(opened, now, 1)).toBe(want);
  });

  it('on a factor that had no level yet, the person is asked', () => {
    expect(afterConflict(undefined, match([opened]), 1)).toBe('ask');
  });
});

it('says what the total can still become', () => {
  expect(totalWords(match([decision(1, 1)]).evaluation, 3)).toBe('5 points so far; 15 to 47 in the end');
  expect(totalWords(match([decision(1, 1), decision(2, 1), decision(3, 1)]).evaluation, 3)).toBe('15 points');
});
