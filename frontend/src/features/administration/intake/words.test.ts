import { describe, expect, it } from 'vitest';
import { goesOn, importSentence, kindChoices, kindFrom, type StaffImport } from './words';

const checked: StaffImport = {
  id: '1',
  fileName: 'staff.csv',
  state: 'checked',
  rows: 1200,
  done: 400,
  counts: { added: 1, changed: 2, unchanged: 1196, refused: 1, missing: 3 },
  passedOver: [],
  leaveOutRefused: false,
  invite: false,
  failure: '',
  uploadedBy: { id: '2', name: 'Ada' },
  uploadedAt: '2027-03-14T09:00:00Z',
  version: 2,
};

describe('what is said of an import', () => {
  it('says how far it is', () => {
    expect(importSentence({ ...checked, state: 'committing' })).toBe('Being imported: 400 of 1,200 rows');
    expect(importSentence({ ...checked, state: 'committed' })).toBe('Imported: 1 person added, 2 changed, 1 refused row left out.');
    expect(importSentence({ ...checked, state: 'stale', failure: 'Check it again.' })).toBe('Check it again.');
  });

  it('looks again only while work goes on', () => {
    expect(goesOn({ state: 'checking' })).toBe(true);
    expect(goesOn({ state: 'stale' })).toBe(false);
  });

  it('offers the kinds with their numbers', () => {
    expect(kindChoices(checked).map(({ label }) => label)).toContain('Unchanged (1,196)');
    expect(kindFrom('refused')).toBe('refused');
    expect(kindFrom('')).toBeUndefined();
  });
});
