import { describe, expect, it } from 'vitest';
import { dateOf, headline, placesOf } from './road';
import type { Milestone, Progress } from './types';

function milestone(key: string, state: Milestone['state'], more: Partial<Milestone> = {}): Milestone {
  return {
    key,
    title: key,
    kind: 'course',
    state,
    because: '',
    about: '',
    rule: '',
    sources: [],
    throughout: false,
    recurs: false,
    certificateNeeded: false,
    evidence: [],
    signedBy: [],
    prerequisites: [],
    papers: [],
    records: [],
    attempts: [],
    formerExemptions: [],
    extensions: [],
    actions: [],
    ...more,
  };
}

function places(next: string | undefined, ...states: Milestone['state'][]) {
  return [...placesOf(states.map((state, index) => milestone(`m${index}`, state)), next).values()];
}

describe('the places on the road', () => {
  it.each([
    ['a new trainee', 'm0', ['open', 'open', 'blocked', 'blocked'], ['now', 'next', 'later', 'later']],
    ['in the middle, a signature waits', 'm2', ['done', 'recorded', 'due', 'blocked'], ['done', 'now', 'now', 'next']],
    ['an exemption counts as behind', 'm1', ['exempt', 'open', 'blocked'], ['done', 'now', 'next']],
    ['overdue and failed are at hand', 'm0', ['overdue', 'failed', 'blocked'], ['now', 'now', 'next']],
    ['on leave', undefined, ['done', 'paused', 'blocked'], ['done', 'now', 'next']],
    ['all behind', undefined, ['done', 'done'], ['done', 'done']],
  ] as const)('%s', (_, next, states, want) => {
    expect(places(next, ...states)).toEqual(want);
  });
});

describe('the date beside a step', () => {
  it('is the day it was done, although it is due again', () => {
    const done = milestone('refresher', 'done', { doneOn: '2026-05-01', dueOn: '2029-05-01' });
    expect(dateOf(done)).toEqual({ label: 'Done', date: '2026-05-01' });
  });
  it('is the due date of what was done once and is due again now', () => {
    const due = milestone('refresher', 'due', { doneOn: '2024-05-01', dueOn: '2027-05-01' });
    expect(dateOf(due)).toEqual({ label: 'Due', date: '2027-05-01' });
  });
  it('is the earliest date where nothing is due', () => {
    expect(dateOf(milestone('nccq', 'blocked', { notBefore: '2028-05-01' }))).toEqual({
      label: 'Not before',
      date: '2028-05-01',
    });
  });
});

describe('the headline', () => {
  const progress = {
    month: 14,
    months: 36,
    pathway: { id: '1', key: 'acc', title: 'ACC', award: 'acc' },
    accreditation: { kind: 'acc', status: 'not_held', because: '' },
  } as Progress;
  it.each([
    ['a trainee', progress, 'Month 14 of 36 on your way to ACC'],
    ['before the first day', { ...progress, month: 0 }, 'Your road to ACC begins with your appointment'],
    ['somebody on no pathway', { ...progress, pathway: undefined }, 'You are on no pathway'],
    [
      'an accredited coder whose refresher is overdue',
      { ...progress, accreditation: { ...progress.accreditation, status: 'lapsed' as const } },
      'You hold ACC',
    ],
  ])('of %s', (_, of, want) => {
    expect(headline(of, true)).toBe(want);
  });
});
