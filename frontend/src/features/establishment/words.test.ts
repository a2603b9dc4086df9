import { expect, test } from 'vitest';
import { bandWords, postsOf, rangeWords, sentenceOf, type TeamRole, wte } from './words';

const figures = { established: 7.6, inPost: 6.6, vacancy: 1, over: 0, people: 7, filter: '', pay: { low: 0, high: 0 }, vacancyCost: { low: 0, high: 0 } };

test('pay is a range, or one amount, or nothing', () => {
  expect(rangeWords({ low: 28392, high: 31157 })).toBe('£28,392 to £31,157');
  expect(rangeWords({ low: 25272, high: 25272 })).toBe('£25,272');
  expect(rangeWords({ low: 0, high: 0 })).toBe('–');
});

test('trainees stand for the band that they train for', () => {
  expect(bandWords({ band: '4', annex21: false })).toBe('Band 4');
  expect(bandWords({ band: '4', annex21: true })).toBe('Annex 21 trainees for band 4');
});

test('the sentence says what is vacant and what is over', () => {
  expect(sentenceOf(figures)).toBe('7.6 WTE are funded and 6.6 WTE in post: 1 WTE vacant.');
  expect(sentenceOf({ ...figures, over: 0.6 })).toContain('1 WTE vacant, 0.6 WTE over the establishment.');
  expect(sentenceOf({ ...figures, vacancy: 0 })).toContain('nothing is vacant');
  expect(wte(0, '–')).toBe('–');
  expect(wte(0.1 + 0.2)).toBe('0.3');
});

test('posts are chosen by where the establishment and those in post differ', () => {
  const post = (vacancy: number, over: number) => ({ figures: { ...figures, vacancy, over } }) as TeamRole;
  const posts = [post(1, 0), post(0, 0.5), post(0, 0)];
  expect(postsOf(posts, 'differing')).toEqual([posts[0], posts[1]]);
  expect(postsOf(posts, 'vacant')).toEqual([posts[0]]);
  expect(postsOf(posts, 'over')).toEqual([posts[1]]);
  expect(postsOf(posts, 'all')).toHaveLength(3);
});
