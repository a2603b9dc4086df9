import { expect, it } from 'vitest';
import { descriptorsOf } from './levelTexts';

function text(title: string, descriptor: string) {
  return {
    profileId: title,
    title,
    band: '3',
    levelText: '2',
    levelMin: 2,
    levelMax: 2,
    descriptor,
    example: '',
    document: '',
    line: 1,
  };
}

it('names each descriptor once, the commonest first, whatever its stops and capitals', () => {
  expect(
    descriptorsOf([
      text('A', 'Provides advice'),
      text('B', 'Keeps records.'),
      text('C', 'keeps  records'),
      text('D', ' '),
    ]),
  ).toEqual([
    { text: 'Keeps records.', profiles: ['B', 'C'] },
    { text: 'Provides advice', profiles: ['A'] },
  ]);
});
