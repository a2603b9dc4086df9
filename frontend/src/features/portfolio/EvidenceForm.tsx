import { useState } from 'react';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { useUploads } from '@/api/useUploads';
import { CheckboxesField, Form, isoOf, partsOf, SubmitButton, useDone, useToday } from '@/design';
import { useSubject } from '@/session/subject';
import { noWords, type Words } from './drafts/words';
import { EvidenceFields, missingIn } from './EvidenceFields';
import type { Evidence, EvidenceKind } from './types';

export type EvidenceBody = components['schemas']['NewEvidence'];

interface EvidenceFormProps {
  evidence: Evidence;
  send: (body: EvidenceBody) => Promise<Evidence>;
}

/** Changes evidence that is finished: nothing is saved before the person says so. */
export function EvidenceForm({ evidence, send }: EvidenceFormProps) {
  const { id: personId, portfolioPath } = useSubject();
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [words, setWords] = useState<Words>(() => ({
    ...noWords,
    title: evidence.title,
    kind: evidence.kind,
    happenedOn: partsOf(evidence.happenedOn),
    happenedUntil: partsOf(evidence.happenedUntil ?? ''),
    whatIDid: evidence.whatIDid,
    reflection: evidence.reflection,
    links: evidence.links,
  }));
  const [showcased, setShowcased] = useState(evidence.showcased ? ['yes'] : []);
  const uploads = useUploads(personId, evidence.files);
  const { submit, ...state } = useSubmission({
    check: () => missingIn(words, uploads, today),
    send: (body: EvidenceBody) => send(body),
    done: async (stored) => {
      await refresh();
      await done(`${portfolioPath}/evidence/${stored.id}`, 'Your changes are saved.');
    },
  });

  function submitAll() {
    const happenedOn = isoOf(words.happenedOn) ?? '';
    void submit({
      title: words.title,
      kind: words.kind as EvidenceKind,
      happenedOn,
      // The first day as the last says that it took no longer.
      happenedUntil: isoOf(words.happenedUntil) ?? happenedOn,
      whatIDid: words.whatIDid,
      reflection: words.reflection,
      fileIds: uploads.ids,
      links: words.links.filter((link) => link.title.trim() !== '' || link.url.trim() !== ''),
      showcased: showcased.length > 0,
    });
  }

  return (
    <Form {...state} onSubmit={submitAll}>
      {evidence.claims.some(({ state: claim }) => claim !== 'draft' && claim !== 'withdrawn') ? (
        <p>A claim rests on this evidence. What it says now stays readable beside your changes.</p>
      ) : null}
      <EvidenceFields words={words} change={(patch) => setWords((known) => ({ ...known, ...patch }))} uploads={uploads} />
      <CheckboxesField
        name="showcased"
        label="Showcase"
        value={showcased}
        onChange={setShowcased}
        choices={[{ value: 'yes', label: 'Show this evidence first in my portfolio' }]}
      />
      <SubmitButton pending={state.pending}>Save evidence</SubmitButton>
    </Form>
  );
}
