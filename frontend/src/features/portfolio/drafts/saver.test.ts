import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tagged } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { forgetKept } from '@/session/kept';
import { forgetDraft, keepDraft, keptDrafts, patientDataIn } from './keptDrafts';
import { DraftSaver, patience, pause, type Saving } from './saver';
import { contentOf, type Draft, type DraftContent, noWords, type Words } from './words';

const refused = (status: number, code = 'x') => new ApiProblem({ title: 'No', status, code });
const typed = (whatIDid: string): Words => ({ ...noWords, title: 'Audit', whatIDid });

/** A server with one draft, which can be cut off before a request or before its answer. */
class FakeServer {
  draft: Draft | undefined;
  keys = new Map<string, Tagged<Draft>>();
  cut: 'no' | 'request' | 'answer' = 'no';
  answers: string[] = [];

  private reach<T>(what: string, act: () => T): Promise<T> {
    if (this.cut === 'request') return Promise.reject(new TypeError('no answer'));
    const done = act();
    this.answers.push(what);
    return this.cut === 'answer' ? Promise.reject(new TypeError('no answer')) : Promise.resolve(done);
  }
  private tagged(): Tagged<Draft> {
    if (!this.draft) throw refused(404);
    return { value: this.draft, etag: `"${this.draft.version}"` };
  }
  write(content: DraftContent, version: number): void {
    this.draft = {
      id: 'd1', person: { id: 'p', name: 'P' }, title: content.title ?? '', whatIDid: content.whatIDid ?? '',
      reflection: content.reflection ?? '', files: [], links: content.links ?? [], version,
      createdAt: '2027-03-14T14:00:00Z', updatedAt: '2027-03-14T14:00:00Z',
    };
  }
  add = (content: DraftContent, key: string) =>
    this.reach('add', () => {
      const before = this.keys.get(key);
      if (before) return before;
      this.write(content, 1);
      this.keys.set(key, this.tagged());
      return this.tagged();
    });
  save = (_: string, etag: string, content: DraftContent) =>
    this.reach('save', () => {
      if (this.tagged().etag !== etag) throw refused(412);
      this.write(content, (this.draft?.version ?? 0) + 1);
      return this.tagged();
    });
  read = () => this.reach('read', () => this.tagged());
}

let server: FakeServer;
let seen: Saving[];
const keeper = {
  finding: (words: Words) => patientDataIn(words, []),
  keep: (draft: Parameters<typeof keepDraft>[1]) => keepDraft('p', draft),
  forget: (key: string) => forgetDraft('p', key),
};
const dependencies = () => ({
  server,
  keeper,
  now: () => new Date('2027-03-14T14:03:00Z'),
  changed: (saving: Saving) => seen.push(saving),
});

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  seen = [];
});
afterEach(() => {
  vi.useRealTimers();
  forgetKept();
});

describe('a draft that is typed', () => {
  it('is saved once when the typing stops', async () => {
    const saver = new DraftSaver(dependencies());
    saver.type(typed('I'));
    await vi.advanceTimersByTimeAsync(pause - 1);
    saver.type(typed('I audited'));
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(server.answers).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.answers).toEqual(['add']);
    expect(server.draft?.whatIDid).toBe('I audited');
    expect(saver.saving).toEqual({ kind: 'saved', at: new Date('2027-03-14T14:03:00Z') });
    saver.type(typed('I audited 50.'));
    await saver.now();
    expect(server.answers).toEqual(['add', 'save']);
    expect(saver.version).toBe(2);
    expect(keptDrafts('p')).toEqual([]);
  });

  it('is kept in the browser while the server cannot be reached, and sent afterwards', async () => {
    const saver = new DraftSaver(dependencies());
    server.cut = 'request';
    saver.type(typed('First words'));
    await saver.now();
    expect(saver.saving.kind).toBe('kept');
    saver.type(typed('First words and more'));
    expect(keptDrafts('p')[0]?.words.whatIDid).toBe('First words and more');
    server.cut = 'no';
    await vi.advanceTimersByTimeAsync(patience);
    expect(server.draft?.whatIDid).toBe('First words and more');
    expect(saver.saving.kind).toBe('saved');
    expect(keptDrafts('p')).toEqual([]);
  });

  it('comes back after a reload, and a first save whose answer was lost counts once', async () => {
    const before = new DraftSaver(dependencies());
    server.cut = 'answer';
    before.type(typed('One'));
    await before.now();
    server.cut = 'request';
    before.type(typed('One, two'));
    before.leave();
    const [kept] = keptDrafts('p');
    expect(kept?.words.whatIDid).toBe('One, two');
    server.cut = 'no';
    const after = new DraftSaver(dependencies(), { kept });
    after.begin();
    await vi.advanceTimersByTimeAsync(1);
    expect(server.answers).toEqual(['add', 'add', 'save']);
    expect(server.keys.size).toBe(1);
    expect(server.draft?.whatIDid).toBe('One, two');
    expect(after.saving.kind).toBe('saved');
    expect(keptDrafts('p')).toEqual([]);
  });

  it('goes on after a save whose answer was lost', async () => {
    const saver = new DraftSaver(dependencies());
    saver.type(typed('One'));
    await saver.now();
    server.cut = 'answer';
    saver.type(typed('Two'));
    await saver.now();
    expect(saver.saving.kind).toBe('kept');
    server.cut = 'no';
    saver.type(typed('Three'));
    await saver.now();
    await vi.advanceTimersByTimeAsync(1);
    expect(server.draft?.whatIDid).toBe('Three');
    expect(saver.saving.kind).toBe('saved');
  });

  it('never overwrites what another tab saved', async () => {
    const saver = new DraftSaver(dependencies());
    saver.type(typed('Mine'));
    await saver.now();
    server.write(contentOf(typed('Theirs')), 2);
    saver.type(typed('Mine, longer'));
    await saver.now();
    expect(saver.saving.kind).toBe('clash');
    expect(server.draft?.whatIDid).toBe('Theirs');
    saver.type(typed('Mine, longer still'));
    await saver.keepMine();
    expect(server.draft?.whatIDid).toBe('Mine, longer still');
    server.write(contentOf(typed('Theirs again')), 4);
    saver.type(typed('Mine again'));
    await saver.now();
    expect(saver.takeTheirs().whatIDid).toBe('Theirs again');
    expect(saver.saving.kind).toBe('saved');
  });

  it('is stored nowhere when it may be a patient’s data', async () => {
    const saver = new DraftSaver(dependencies());
    server.cut = 'request';
    saver.type(typed('Harmless'));
    await saver.now();
    expect(keptDrafts('p')).toHaveLength(1);
    saver.type(typed('Patient 999 000 0018'));
    expect(saver.saving.kind).toBe('nowhere');
    expect(keptDrafts('p')).toEqual([]);
    expect(window.localStorage.length).toBe(0);
    saver.type(typed('Harmless'));
    expect(saver.saving.kind).toBe('kept');
  });

  it('that the server refuses is not kept in the browser', async () => {
    const saver = new DraftSaver(dependencies());
    server.add = () => Promise.reject(refused(422, 'patient_data'));
    saver.type(typed('Something'));
    await saver.now();
    expect(saver.saving.kind).toBe('refused');
    saver.leave();
    expect(keptDrafts('p')).toEqual([]);
  });

  it('that is gone can become another one', async () => {
    const saver = new DraftSaver(dependencies());
    saver.type(typed('One'));
    await saver.now();
    server.draft = undefined;
    server.save = () => Promise.reject(refused(404));
    saver.type(typed('Two'));
    await saver.now();
    expect(saver.saving.kind).toBe('gone');
    await saver.startAnew();
    expect(saver.saving.kind).toBe('saved');
  });
});

describe('what is kept', () => {
  it('is forgotten when somebody else signs in, and altogether at sign-out', () => {
    const kept = { key: 'k', words: typed('x'), sent: [], since: '2027-03-14T14:03:00Z' };
    keepDraft('p', kept);
    keepDraft('q', kept);
    forgetKept('p');
    expect([keptDrafts('p').length, keptDrafts('q').length]).toEqual([1, 0]);
    forgetKept();
    expect(keptDrafts('p')).toEqual([]);
  });
});
