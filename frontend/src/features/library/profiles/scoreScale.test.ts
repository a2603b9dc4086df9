import { expect, it } from 'vitest';
import { scale } from './scoreScale';

const range = (min: number, max: number) => ({ key: '', label: '', min, max });

it('keeps a twentieth free at both ends', () => {
  const place = scale([range(161, 215), range(166, 183)]);
  expect(place(161)).toBeCloseTo(5);
  expect(place(215)).toBeCloseTo(95);
});

it('makes room for a profile that begins below its band', () => {
  const place = scale([range(326, 395), range(310, 380)]);
  expect(place(310)).toBeCloseTo(5);
  expect(place(326)).toBeGreaterThan(place(310));
});

it('stands in the middle when there is a single number', () => {
  expect(scale([range(200, 200)])(200)).toBeCloseTo(50);
});
