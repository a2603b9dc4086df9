import { describe, expect, it } from 'vitest';
import { wayBack } from './wayBack';

describe('the way back after the sign-in', () => {
  it.each([
    ['nobody asked', null, '/'],
    ['a page of Bandwise', '/reviews?sort=-age', '/reviews?sort=-age'],
    ['another site', 'https://evil.example/', '/'],
    ['another site without its scheme', '//evil.example/', '/'],
    ['another site behind a backslash', '/\\evil.example/', '/'],
    ['a script', 'javascript:alert(1)', '/'],
  ])('leads, when asked by %s, to the right page', (_, next, want) => {
    expect(wayBack(next)).toBe(want);
  });
});
