import { describe, expect, it } from 'vitest';
import { groupedPages } from './subPages';

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
});
