import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, type Tagged, taggedAnswer } from '@/api/client';
import type { HospitalPattern } from '@/design/patientdata/finder';
import { draftQuery } from '../queries';
import { forgetDraft, keepDraft, type KeptDraft, patientDataIn } from './keptDrafts';
import { DraftSaver, type Saving, savingAtFirst } from './saver';
import type { Draft, DraftContent, Words } from './words';

export interface DraftStart {
  draft?: Tagged<Draft>;
  kept?: KeptDraft;
}

function serverOf(personId: string) {
  return {
    add: (body: DraftContent, key: string) =>
      taggedAnswer(
        api.POST('/people/{id}/evidence-drafts', {
          params: { path: { id: personId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    save: (id: string, etag: string, body: DraftContent) =>
      taggedAnswer(api.PUT('/evidence-drafts/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body })),
    read: (id: string) => taggedAnswer(api.GET('/evidence-drafts/{id}', { params: { path: { id } } })),
  };
}

/** The address under which a reload finds the words again. */
function remember(search: string): void {
  // The router would take a change of its own for a visit of another page, and take the focus from the box.
  const address = `${window.location.pathname}?${search}`;
  if (`${window.location.pathname}${window.location.search}` !== address) {
    window.history.replaceState(window.history.state, '', address);
  }
}

/** Saves a draft of evidence as it is typed. */
export function useDraft(personId: string, start: DraftStart, patterns: HospitalPattern[]) {
  const queryClient = useQueryClient();
  const [saving, setSaving] = useState<Saving>(() => savingAtFirst(start));
  const [saver] = useState(
    () =>
      new DraftSaver(
        {
          server: serverOf(personId),
          keeper: {
            finding: (words: Words) => patientDataIn(words, patterns),
            keep: (draft) => keepDraft(personId, draft),
            forget: (key) => forgetDraft(personId, key),
          },
          now: () => new Date(),
          changed: (now, of) => {
            setSaving(now);
            if (of.draftId !== undefined) {
              remember(`draft=${of.draftId}`);
              queryClient.removeQueries({ queryKey: draftQuery(of.draftId).queryKey });
            } else if (now.kind === 'kept') remember(`kept=${of.key}`);
          },
        },
        start,
      ),
  );

  useEffect(() => {
    saver.begin();
    const atOnce = () => void saver.now();
    // What a save finds moves the page, and a button that moves between press and release is not pressed.
    const left = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof HTMLElement && relatedTarget.closest('button, a'))) atOnce();
    };
    const hidden = () => saver.leave();
    window.addEventListener('online', atOnce);
    document.addEventListener('focusout', left);
    window.addEventListener('pagehide', hidden);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('online', atOnce);
      document.removeEventListener('focusout', left);
      window.removeEventListener('pagehide', hidden);
      document.removeEventListener('visibilitychange', hidden);
      saver.leave();
      void saver.now();
    };
  }, [saver]);

  return { saver, saving };
}
