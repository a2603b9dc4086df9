import { describe, expect, it } from 'vitest';
import { maySettle } from './bell';

describe('the number beside the bell', () => {
  it.each([
    ['POST', '/notices/seen', true, true],
    ['DELETE', '/evidence/1', true, true],
    ['PUT', '/evidence-drafts/1', true, false],
    ['GET', '/notices', true, false],
    ['POST', '/notices/seen', false, false],
    ['DELETE', '/session', true, false],
  ])('after %s %s, answered well: %s, is asked for anew: %s', (method, path, ok, anew) => {
    expect(maySettle(method, `https://bandwise.northmoor.example/api/v1${path}`, ok)).toBe(anew);
  });
});
