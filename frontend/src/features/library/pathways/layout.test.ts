import { expect, it } from 'vitest';
import { layOut, linesOf } from './layout';

const role = (id: string, band: string, family: 'coding' | 'records' = 'coding') => ({ id, title: `Role ${id}`, band, family });
const move = (from: string, to: string) => ({ id: `${from}-${to}`, from: { id: from }, to: { id: to } });

it('puts bands beside each other and families below each other', () => {
  const { boxes, columns, lanes } = layOut([role('a', '3'), role('b', '8a'), role('c', '3', 'records'), role('d', '')], []);
  expect(columns.map(({ band }) => band)).toEqual(['3', '8a', '']);
  expect(lanes.map(({ family }) => family)).toEqual(['coding', 'records']);
  const placed = (id: string) => boxes.find((box) => box.id === id) ?? { x: NaN, y: NaN, height: NaN };
  expect(placed('a').x).toBeLessThan(placed('b').x);
  expect(placed('b').x).toBeLessThan(placed('d').x);
  expect(placed('c').x).toBe(placed('a').x);
  expect(placed('c').y).toBeGreaterThan(placed('a').y + placed('a').height);
});

it('stacks the roles of one band without covering any', () => {
  const { boxes, height } = layOut(['a', 'b', 'c'].map((id) => role(id, '5')), []);
  for (const [index, box] of boxes.entries()) {
    const next = boxes[index + 1];
    if (next) expect(next.y).toBeGreaterThan(box.y + box.height);
    expect(box.y + box.height).toBeLessThan(height);
  }
});

it('draws an arrow for each move whose roles are there, each number in a place of its own', () => {
  const roles = [role('a', '3'), role('b', '4'), role('c', '4'), role('d', '4')];
  const { arrows } = layOut(roles, [move('a', 'b'), move('a', 'c'), move('b', 'c'), move('a', 'nobody')]);
  expect(arrows.map(({ id }) => id)).toEqual(['a-b', 'a-c', 'b-c']);
  const places = arrows.map(({ badge }) => `${badge.x.toFixed(0)} ${badge.y.toFixed(0)}`);
  expect(new Set(places).size).toBe(arrows.length);
});

it('breaks titles at words', () => {
  expect(linesOf('Clinical Coding Officer, Higher Level', 16)).toEqual(['Clinical Coding', 'Officer, Higher', 'Level']);
  expect(linesOf('Superintendent', 4)).toEqual(['Superintendent']);
});

it('has nothing to draw for nothing', () => {
  expect(layOut([], []).boxes).toEqual([]);
});
