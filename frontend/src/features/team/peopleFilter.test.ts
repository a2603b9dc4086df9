import { describe, expect, it } from 'vitest';
import { filterOf, furtherFilter, statementOf, withoutFilter } from './peopleFilter';

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

  it('says how people stand towards what a cell of the heat map counts', () => {
    expect(furtherFilter(address('code=ANCC&level=2&standing=met'))).toBe(
      'Only those who meet something that their role asks for in ANCC at level 2.',
    );
    expect(furtherFilter(address('aspectOf=s1&standing=missing'))).toBe(
      'Only those for whom something is missing that their role asks for in one aspect.',
    );
    expect(furtherFilter(address('statementId=s1'))).toBe('Only those whose role asks for something, in one statement.');
    expect(filterOf(address('aspectOf=s1&standing=required'))).toEqual({ aspectOf: 's1', standing: 'required' });
    expect(statementOf(address('aspectOf=s1'))).toBe('s1');
    expect(statementOf(address('code=ANCC'))).toBe('');
  });

  it('is cleared without losing the search', () => {
    expect(withoutFilter(address('q=okafor&state=overdue&level=2')).toString()).toBe('q=okafor');
  });
});
