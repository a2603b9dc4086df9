import { useEffect, useRef, useState } from 'react';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { useUploads } from '@/api/useUploads';
import { CheckboxesField, Form, isoOf, partsOf, SubmitButton, useDone, useToday } from '@/design';
import type { HospitalPattern } from '@/design/patientdata/finder';
import { useSubject } from '@/session/subject';
import { EditBack, EditStatus } from './drafts/EditStatus';
import { type EditKept, forgetEdit, keepEdit, keptEdit } from './drafts/keptEdits';
import type { Words } from './drafts/words';
import { EvidenceFields, missingIn } from './EvidenceFields';
import type { Evidence, EvidenceKind } from './types';

export type EvidenceBody = components['schemas']['NewEvidence'];

interface EvidenceFormProps {
  evidence: Evidence;
  etag: string;
  patterns: HospitalPattern[];
  send: (body: EvidenceBody) => Promise<Evidence>;
}

/** What finished evidence says, as the form shows it. */
function savedWords(evidence: Evidence): Words {
  return {
    title: evidence.title,
    kind: evidence.kind,
    happenedOn: partsOf(evidence.happenedOn),
    happenedUntil: partsOf(evidence.happenedUntil ?? ''),
    whatIDid: evidence.whatIDid,
    reflection: evidence.reflection,
    links: evidence.links.map(({ title, url }) => ({ title, url })),
    files: evidence.files.map(({ id, name, size }) => ({ id, name, size })),
  };
}

/** Changes evidence that is finished. Nothing of it is saved before the person says so, but what they typed is kept meanwhile. */
export function EvidenceForm(props: EvidenceFormProps) {
  const { id: personId } = useSubject();
  const { evidence, etag } = props;
  const [back, setBack] = useState(() => keptEdit(personId, evidence.id));
  return (
    <>
      {back ? (
        <EditBack
          edit={back}
          outdated={back.etag !== etag}
          discard={() => {
            forgetEdit(personId, evidence.id);
            setBack(undefined);
          }}
        />
      ) : null}
      <Boxes key={back ? 'kept' : 'saved'} {...props} first={back?.words ?? savedWords(evidence)} />
    </>
  );
}

function Boxes({ evidence, etag, patterns, send, first }: EvidenceFormProps & { first: Words }) {
  const { id: personId, portfolioPath } = useSubject();
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [boxes, setBoxes] = useState(first);
  const [showcased, setShowcased] = useState(evidence.showcased ? ['yes'] : []);
  const uploads = useUploads(personId, first.files);
  const files = uploads.files.flatMap(({ id, name, size }) => (id === undefined ? [] : [{ id, name, size }]));
  const words = { ...boxes, files };
  const typed = JSON.stringify(words);
  const saved = useRef(savedWords(evidence));
  const finished = useRef(false);
  const [stands, setStands] = useState<EditKept>({ kind: 'same' });
  useEffect(() => {
    if (finished.current) return;
    const edit = { etag, words: JSON.parse(typed) as Words, since: new Date().toISOString() };
    setStands(keepEdit(personId, evidence.id, edit, saved.current, patterns));
  }, [personId, evidence.id, etag, typed, patterns]);
  const { submit, ...state } = useSubmission({
    check: () => missingIn(words, uploads, today),
    send: (body: EvidenceBody) => send(body),
    done: async (stored) => {
      finished.current = true;
      forgetEdit(personId, evidence.id);
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
      <EvidenceFields words={words} change={(patch) => setBoxes((known) => ({ ...known, ...patch }))} uploads={uploads} />
      <CheckboxesField
        name="showcased"
        label="Showcase"
        value={showcased}
        onChange={setShowcased}
        choices={[{ value: 'yes', label: 'Show this evidence first in my portfolio' }]}
      />
      <EditStatus stands={stands} />
      <SubmitButton pending={state.pending}>Save evidence</SubmitButton>
    </Form>
  );
}
