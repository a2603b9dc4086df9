import { expect, it } from 'vitest';
import { placesWords } from './words';

it('says how full a course is', () => {
  expect(placesWords({ booked: 0, places: 8, waiting: 0 })).toBe('0 of 8 places taken');
  expect(placesWords({ booked: 1, places: 1, waiting: 2 })).toBe('1 of 1 place taken, 2 waiting');
});
