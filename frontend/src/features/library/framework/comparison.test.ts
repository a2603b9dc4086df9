import { describe, expect, it } from 'vitest';
import { countSteps, pairsOf, stepsOf } from './comparison';
import type { LevelComparison, Statement } from '../types';

const statement = (id: string, level: number, text: string) => ({ id, level, text, aspect: 'Escalation' }) as Statement;

const comparison = {
  lower: { level: 2, name: 'Assist' },
  higher: { level: 3, name: 'Apply' },
  aspects: [
    { aspect: 'Only higher', change: 'new', lower: [], higher: [statement('a', 3, 'Reviews')], identical: [] },
    { aspect: 'Only lower', change: 'gone', lower: [statement('b', 2, 'Files')], higher: [], identical: [] },
    {
      aspect: 'Both',
      change: 'grows',
      lower: [statement('c', 2, 'Escalates problems to a senior')],
      higher: [statement('d', 3, 'Escalates complex problems to a senior')],
      identical: [],
    },
  ],
} as unknown as LevelComparison;

describe('two levels', () => {
  it('are read upwards as the answer has them', () => {
    expect(stepsOf(comparison, 2).map(({ step }) => step)).toEqual(['new', 'gone', 'grows']);
  });

  it('are turned round when the higher one is read first', () => {
    const steps = stepsOf(comparison, 3);
    expect(steps.map(({ step }) => step)).toEqual(['gone', 'new', 'grows']);
    expect(steps[2]?.pairs[0]?.first?.level).toBe(3);
    expect(countSteps(steps)).toEqual({ new: 1, gone: 1, grows: 1, same: 0 });
  });

  it('have the words marked that only one of them has', () => {
    const pair = stepsOf(comparison, 2)[2]?.pairs[0];
    expect(pair?.otherPieces.filter(({ differs }) => differs).map(({ text }) => text.trim())).toEqual(['complex']);
    expect(pair?.firstPieces.some(({ differs }) => differs)).toBe(false);
  });
});

describe('the statements of an aspect', () => {
  it('are paired by identical words before their place', () => {
    const pairs = pairsOf(
      [statement('a', 2, 'One'), statement('b', 2, 'Two')],
      [statement('c', 3, 'Two'), statement('d', 3, 'Three')],
    );
    expect(pairs.map(({ first, other, identical }) => [first?.id, other?.id, identical])).toEqual([
      ['b', 'c', true],
      ['a', 'd', false],
    ]);
  });

  it('stand alone where the other level has fewer', () => {
    const [pair] = pairsOf([], [statement('c', 3, 'Two')]);
    expect(pair?.first).toBeUndefined();
    expect(pair?.otherPieces).toEqual([{ text: 'Two', differs: false }]);
  });
});
