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
    { text: 'Keeps records.', profiles: ['B', 'C'], ranged: false },
    { text: 'Provides advice', profiles: ['A'], ranged: false },
  ]);
});

it('puts what describes this level alone before what describes several', () => {
  const range = { levelMin: 2, levelMax: 3 };
  expect(
    descriptorsOf([{ ...text('A', 'Both'), ...range }, { ...text('B', 'Both'), ...range }, text('C', 'This one')]).map(
      ({ text: words, ranged }) => [words, ranged],
    ),
  ).toEqual([
    ['This one', false],
    ['Both', true],
  ]);
});
