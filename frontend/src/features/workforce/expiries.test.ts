import { describe, expect, it } from 'vitest';
import { kindOf, listPath, monthsOf, monthWords, reasonPath, viewPath } from './expiries';

describe('expiries', () => {
  it('reads what an address asks for and nothing else', () => {
    expect(kindOf('fixed_term')).toBe('fixed_term');
    expect(kindOf('holiday')).toBeUndefined();
    expect(monthsOf('36')).toBe(36);
    expect(monthsOf('7')).toBeUndefined();
    expect(monthWords('2027-03')).toBe('March 2027');
    expect(monthWords('soon')).toBe('soon');
  });

  it('opens the list behind a number', () => {
    const chosen = new URLSearchParams({ teamId: 't', months: '24', sort: 'name' });
    expect(listPath(chosen, '2027-03', 'refresher')).toBe(
      '/organisation/expiries?teamId=t&months=24&kind=refresher&status=expiring&month=2027-03',
    );
    expect(listPath(new URLSearchParams(), undefined)).toBe('/organisation/expiries?status=lapsed');
  });

  it('keeps what was chosen between the list and the calendar', () => {
    const chosen = new URLSearchParams({ teamId: 't', months: '24', kind: 'refresher', sort: 'name', status: 'lapsed' });
    expect(viewPath('/organisation/expiries/calendar', chosen)).toBe('/organisation/expiries/calendar?teamId=t&months=24&kind=refresher');
    expect(viewPath('/organisation/expiries', new URLSearchParams())).toBe('/organisation/expiries');
  });

  it('leads to the page with the reason', () => {
    const person = { id: 'p', name: 'Ada' };
    expect(reasonPath({ person, kind: 'planned_leaving' }, 'me')).toBe('/people/p/appointments');
    expect(reasonPath({ person, kind: 'certification' }, 'me')).toBe('/people/p/accreditations');
    expect(reasonPath({ person, kind: 'refresher' }, 'me')).toBe('/people/p');
    expect(reasonPath({ person, kind: 'refresher' }, 'p')).toBe('/progress');
  });
});
