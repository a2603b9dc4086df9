import { newIdempotencyKey, type Tagged } from '@/api/client';
import { type ApiProblem, problemFrom } from '@/api/problem';
import type { KeptDraft } from './keptDrafts';
import { contentOf, type Draft, type DraftContent, noWords, sameContent, type Words, wordsOf } from './words';

/** Where the words stand. */
export type Saving =
  | { kind: 'nothing' }
  | { kind: 'typing' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  /** The server cannot be reached; the words are kept in this browser. */
  | { kind: 'kept'; since: Date }
  /** The server cannot be reached, and the words may not be kept, or there is no room for them. */
  | { kind: 'nowhere'; why: string }
  /** The server refused the words: they stand on the page alone. */
  | { kind: 'refused'; problem: ApiProblem }
  /** Another tab saved other words meanwhile. */
  | { kind: 'clash'; theirs: Words; etag: string }
  /** The draft was finished or deleted elsewhere. */
  | { kind: 'gone' };

/** How the saver reaches the server. */
export interface Server {
  add: (content: DraftContent, idempotencyKey: string) => Promise<Tagged<Draft>>;
  save: (id: string, etag: string, content: DraftContent) => Promise<Tagged<Draft>>;
  read: (id: string) => Promise<Tagged<Draft>>;
}

/** How the saver keeps words in the browser. */
export interface Keeper {
  /** The sentence about a patient's data in the words; undefined when there is none. */
  finding: (words: Words) => string | undefined;
  /** False when there is no room. */
  keep: (draft: KeptDraft) => boolean;
  forget: (key: string) => void;
}

interface Dependencies {
  server: Server;
  keeper: Keeper;
  now: () => Date;
  /** Hears every change of where the words stand. */
  changed: (saving: Saving, saver: DraftSaver) => void;
}

/** Where the words stand before anything is typed. */
export function savingAtFirst({ draft, kept }: { draft?: Tagged<Draft>; kept?: KeptDraft }): Saving {
  if (kept) return { kind: 'kept', since: new Date(kept.since) };
  return draft ? { kind: 'saved', at: new Date(draft.value.updatedAt) } : { kind: 'nothing' };
}

/** How long after the last letter the words are saved, and how long after a failure it is tried again, in milliseconds. */
export const pause = 2_000;
export const patience = 10_000;

/** How many saves without an answer are remembered. */
const mostSent = 5;

/**
 * Saves a draft while it is typed, one save at a time, never over what another tab saved. What cannot be sent is kept in the
 * browser unless it may be a patient's data, and sent when the server can be reached again.
 */
export class DraftSaver {
  saving: Saving;
  draftId: string | undefined;
  readonly key: string;
  private etag: string;
  private words: Words;
  private saved: Words;
  /** Words that were sent without an answer: the server may have them. */
  private sent: Words[];
  private create: KeptDraft['create'];
  private since: Date | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private underWay: Promise<void> | undefined;
  private readonly dependencies: Dependencies;

  /** Begins with nothing, with a draft of the server, or with what was kept of one. */
  constructor(dependencies: Dependencies, from: { draft?: Tagged<Draft>; kept?: KeptDraft } = {}) {
    this.dependencies = dependencies;
    const { draft, kept } = from;
    this.draftId = kept?.draftId ?? draft?.value.id;
    this.etag = kept?.etag ?? draft?.etag ?? '';
    this.saved = draft && !kept ? wordsOf(draft.value) : noWords;
    this.words = kept?.words ?? this.saved;
    this.sent = kept?.sent ?? [];
    this.create = kept?.create;
    this.key = kept?.key ?? newIdempotencyKey();
    this.since = kept ? new Date(kept.since) : undefined;
    this.saving = savingAtFirst(from);
  }

  /** Sends what was kept, if there is something. */
  begin(): void {
    if (this.unsaved()) this.later(0);
  }

  /** The version that the server has, for finishing it. */
  get version(): number {
    return Number(this.etag.replaceAll('"', ''));
  }

  /** Takes what stands in the boxes now. */
  type(words: Words): void {
    this.words = words;
    if (this.saving.kind === 'clash' || this.saving.kind === 'gone') return;
    if (!this.unsaved()) {
      if (this.saving.kind === 'refused' || this.saving.kind === 'nowhere' || this.saving.kind === 'typing') this.settle();
      return;
    }
    if (this.saving.kind === 'kept' || this.saving.kind === 'nowhere') this.keepHere();
    else this.tell({ kind: 'typing' });
    this.later(pause);
  }

  /** Saves at once what is not saved: a box was left, the connection is back, the person is done. */
  async now(): Promise<void> {
    clearTimeout(this.timer);
    await this.underWay;
    if (!this.unsaved() || this.saving.kind === 'clash' || this.saving.kind === 'gone') return;
    this.underWay ??= this.send().finally(() => {
      this.underWay = undefined;
    });
    await this.underWay;
  }

  /** Keeps what is not saved in the browser, at once: the page may be left for good. */
  leave(): void {
    if (this.unsaved() && this.saving.kind !== 'refused' && this.saving.kind !== 'gone') this.store();
  }

  /** Ends the saving: the draft was finished or deleted. */
  end(): void {
    clearTimeout(this.timer);
    this.dependencies.keeper.forget(this.key);
    this.saved = this.words;
    this.sent = [];
  }

  /** Of two tabs' words, these here stay. */
  async keepMine(): Promise<void> {
    if (this.saving.kind !== 'clash') return;
    this.etag = this.saving.etag;
    this.tell({ kind: 'typing' });
    await this.now();
  }

  /** Of two tabs' words, the other ones stay; gives them to be shown. */
  takeTheirs(): Words {
    if (this.saving.kind !== 'clash') return this.words;
    const { theirs, etag } = this.saving;
    this.etag = etag;
    this.words = theirs;
    this.saved = theirs;
    this.settle();
    return theirs;
  }

  /** The draft is gone: what stands here becomes another one. */
  async startAnew(): Promise<void> {
    this.draftId = undefined;
    this.etag = '';
    this.create = undefined;
    this.saved = noWords;
    this.tell({ kind: 'typing' });
    await this.now();
  }

  private unsaved(): boolean {
    return !sameContent(this.words, this.saved);
  }

  private later(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.now(), wait);
  }

  private tell(saving: Saving): void {
    this.saving = saving;
    this.dependencies.changed(saving, this);
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.since = undefined;
    this.sent = [];
    this.dependencies.keeper.forget(this.key);
    this.tell(this.draftId ? { kind: 'saved', at: this.dependencies.now() } : { kind: 'nothing' });
  }

  private async send(): Promise<void> {
    const words = this.words;
    if (this.saving.kind !== 'kept' && this.saving.kind !== 'nowhere') this.tell({ kind: 'saving' });
    try {
      await this.transfer(words);
    } catch (thrown) {
      await this.failed(problemFrom(thrown), words);
      return;
    }
    if (sameContent(this.words, this.saved)) this.settle();
    else this.later(0);
  }

  private async transfer(words: Words): Promise<void> {
    const { server } = this.dependencies;
    if (this.draftId === undefined) {
      // A first save that was not answered may have arrived: it is sent as it was, and the newer words after it.
      this.create ??= { key: newIdempotencyKey(), content: contentOf(words) };
      const made = await server.add(this.create.content, this.create.key);
      this.draftId = made.value.id;
      this.etag = made.etag;
      this.create = undefined;
      this.saved = wordsOf(made.value);
      this.dependencies.changed(this.saving, this);
      if (sameContent(words, this.saved)) return;
    }
    this.etag = (await server.save(this.draftId, this.etag, contentOf(words))).etag;
    this.saved = words;
  }

  private async failed(problem: ApiProblem, words: Words): Promise<void> {
    if (problem.status === 412) await this.met();
    else if (problem.status === 404 && this.draftId !== undefined) this.tell({ kind: 'gone' });
    else if (problem.status >= 400 && problem.status < 500 && ![401, 408, 429].includes(problem.status)) {
      // What the server would not store is not kept in the browser either.
      this.create = undefined;
      this.dependencies.keeper.forget(this.key);
      this.tell({ kind: 'refused', problem });
    } else {
      this.sent = [...this.sent, words].slice(-mostSent);
      this.keepHere();
      this.later(patience);
    }
  }

  /** Somebody saved in between: it was this tab, whose answer was lost, or another one. */
  private async met(): Promise<void> {
    const { server } = this.dependencies;
    try {
      const there = await server.read(this.draftId ?? '');
      const theirs = wordsOf(there.value);
      if ([...this.sent, this.words].some((mine) => sameContent(theirs, mine))) {
        this.etag = there.etag;
        this.saved = theirs;
        if (this.unsaved()) this.later(0);
        else this.settle();
        return;
      }
      this.tell({ kind: 'clash', theirs, etag: there.etag });
    } catch (thrown) {
      const problem = problemFrom(thrown);
      if (problem.status === 404) this.tell({ kind: 'gone' });
      else {
        this.keepHere();
        this.later(patience);
      }
    }
  }

  private keepHere(): void {
    const why = this.store();
    if (why !== undefined) this.tell({ kind: 'nowhere', why });
    else if (this.since) this.tell({ kind: 'kept', since: this.since });
  }

  /** Keeps the words in the browser; why not, if they cannot be. */
  private store(): string | undefined {
    const { keeper, now } = this.dependencies;
    const finding = keeper.finding(this.words);
    if (finding !== undefined) {
      keeper.forget(this.key);
      return finding;
    }
    this.since ??= now();
    const room = keeper.keep({
      key: this.key,
      draftId: this.draftId,
      etag: this.etag,
      create: this.create,
      words: this.words,
      sent: this.sent,
      since: this.since.toISOString(),
    });
    return room ? undefined : 'This browser has no room to keep it.';
  }
}
