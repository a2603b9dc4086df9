import { describe, expect, it } from 'vitest';
import { groupedPages, isOpen } from './subPages';

describe('the pages of one thing', () => {
  it('stand together by their groups', () => {
    const pages = [
      { label: 'Numbers', href: '/a', group: 'Here' },
      { label: 'Planning', href: '/b', group: 'Going' },
      { label: 'Heat map', href: '/c', group: 'Here' },
    ];
    expect(groupedPages(pages).map(({ name, pages: of }) => `${name}: ${of.map(({ label }) => label).join(', ')}`)).toEqual(['Here: Numbers, Heat map', 'Going: Planning']);
  });

  it('are one group where none is named', () => {
    expect(groupedPages([{ label: 'Numbers', href: '/a' }, { label: 'Planning', href: '/b' }])).toHaveLength(1);
  });

  it('are open on their own address, and below it where they say so', () => {
    expect(isOpen({ label: 'Expiries', href: '/e', withBelow: true }, '/e/calendar')).toBe(true);
    expect(isOpen({ label: 'Expiries', href: '/e', withBelow: true }, '/else')).toBe(false);
    expect(isOpen({ label: 'Numbers', href: '/o' }, '/o/heat-map')).toBe(false);
    expect(isOpen({ label: 'Numbers', href: '/o' }, '/o')).toBe(true);
  });
});
