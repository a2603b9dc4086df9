import { describe, expect, it } from 'vitest';
import { boardOf, boardPath } from './board';

describe('the board', () => {
  it('has the newest scenarios when nothing was chosen', () => {
    expect(boardPath('', '')).toBe('/api/v1/workforce/board');
    expect(boardPath('t1', '')).toBe('/api/v1/workforce/board?teamId=t1');
  });

  it('has those that were chosen, each once and at most four', () => {
    expect(boardPath('', 'a,b')).toBe('/api/v1/workforce/board?with=a&with=b');
    expect(boardOf('a,b,a,c,d,e')).toEqual({ ids: ['a', 'b', 'c', 'd'], none: false });
  });

  it('has today’s plan alone when that was chosen', () => {
    expect(boardPath('', 'none')).toBe('/api/v1/workforce/board?with=none');
  });
});
