import { describe, expect, it } from 'vitest';
import { filterOf, furtherFilter, withoutFilter } from './peopleFilter';

const address = (query: string) => new URLSearchParams(query);

describe('the narrowing of the list of people', () => {
  it('takes the query that a number of the overview carries', () => {
    expect(filterOf(address('state=overdue&teamId=t1&teamAlone=true'))).toEqual({
      state: 'overdue',
      teamId: 't1',
      teamAlone: true,
    });
    expect(filterOf(address('code=ANCC&level=2&q=okafor&sort=-name'))).toEqual({ code: 'ANCC', level: 2 });
  });

  it('says in words what no choice on the page shows', () => {
    expect(furtherFilter(address('code=ANCC&level=2&band=4'))).toBe(
      'Only those who do not meet all that their role asks for in ANCC at level 2, and in band 4.',
    );
    expect(furtherFilter(address('state=overdue'))).toBe('');
  });

  it('is cleared without losing the search', () => {
    expect(withoutFilter(address('q=okafor&state=overdue&level=2')).toString()).toBe('q=okafor');
  });
});
