import { beforeEach, describe, expect, it } from 'vitest';
import { forgetEdit, keepEdit, keptEdit } from './keptEdits';
import { noWords, type Words } from './words';

const saved: Words = { ...noWords, title: 'Audit of March', whatIDid: 'I audited thirty episodes.' };
const typed: Words = { ...saved, reflection: 'I check the laterality first now.' };
const keep = (words: Words) =>
  keepEdit('amara', 'audit', { etag: '"3"', words, since: '2027-03-14T09:30:00.000Z' }, saved, []);

describe('a change of finished evidence that is not saved yet', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('is kept in this browser as it was typed, and comes back', () => {
    expect(keep(typed)).toEqual({ kind: 'kept', since: '2027-03-14T09:30:00.000Z' });
    expect(keptEdit('amara', 'audit')?.words).toEqual(typed);
    expect(keptEdit('amara', 'audit')?.etag).toBe('"3"');
    expect(keptEdit('ben', 'audit')).toBeUndefined();
    expect(keptEdit('amara', 'another')).toBeUndefined();
  });

  it('is forgotten once it says what is saved, or is saved', () => {
    keep(typed);
    expect(keep(saved)).toEqual({ kind: 'same' });
    expect(localStorage.length).toBe(0);
    keep(typed);
    forgetEdit('amara', 'audit');
    expect(localStorage.length).toBe(0);
  });

  it('is kept nowhere while something in it looks like a patient’s data', () => {
    keep(typed);
    const found = keep({ ...typed, whatIDid: 'The episode of 999 000 0018.' });
    expect(found.kind).toBe('nowhere');
    expect(localStorage.length).toBe(0);
    expect(keep(typed).kind).toBe('kept');
  });

  it('survives what an older page kept, and what is no change at all', () => {
    localStorage.setItem('bandwise.kept.amara.edit.audit', JSON.stringify({ etag: '"1"', since: 'x', words: { title: 'A' } }));
    expect(keptEdit('amara', 'audit')?.words).toEqual({ ...noWords, title: 'A' });
    localStorage.setItem('bandwise.kept.amara.edit.audit', '"nonsense"');
    expect(keptEdit('amara', 'audit')).toBeUndefined();
  });
});
