import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { ApiProblem, formProblemsFrom } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { useUploads } from '@/api/useUploads';
import { Form, Loaded, Page, SubmitButton, useDone, useToday } from '@/design';
import type { HospitalPattern } from '@/design/patientdata/finder';
import { crumbsOf, useSubject } from '@/session/subject';
import { EvidenceFields, missingIn } from '../EvidenceFields';
import { draftQuery, patientPatternsQuery } from '../queries';
import { DraftClash, DraftStatus, savingWords } from './DraftStatus';
import { keptDraft, keptOfDraft } from './keptDrafts';
import type { DraftSaver } from './saver';
import { type DraftStart, useDraft } from './useDraft';
import { noWords, type Words, wordsOf } from './words';

/** Evidence while it is written: a draft that is saved as one types, until the person says that it is finished. */
export function NewEvidencePage() {
  const subject = useSubject();
  const [params] = useSearchParams();
  // The address changes once there is a draft; what the page began with stays.
  const [begun] = useState(() => {
    const draftId = params.get('draft') ?? '';
    const key = params.get('kept') ?? '';
    return { draftId, kept: draftId === '' ? keptDraft(subject.id, key) : keptOfDraft(subject.id, draftId) };
  });
  const patterns = useQuery(patientPatternsQuery);
  const draft = useQuery({ ...draftQuery(begun.draftId), enabled: begun.draftId !== '' && !begun.kept });
  const fresh = begun.draftId === '' || begun.kept !== undefined;
  return (
    <Page title={begun.draftId === '' ? 'Add evidence' : 'Finish your evidence'} breadcrumbs={crumbsOf(subject, '', 'portfolio')}>
      <p>Leave out everything that could tell who a patient is: names, NHS numbers, hospital numbers, dates of birth.</p>
      <Loaded query={patterns} what="the page">
        {({ items }) =>
          fresh ? (
            <Draft start={{ kept: begun.kept }} patterns={items} />
          ) : (
            <Loaded query={draft} what="your draft">
              {(loaded) => <Draft start={{ draft: loaded }} patterns={items} />}
            </Loaded>
          )
        }
      </Loaded>
    </Page>
  );
}

function Draft({ start, patterns }: { start: DraftStart; patterns: HospitalPattern[] }) {
  const subject = useSubject();
  // What the page was opened with: the draft may be read again meanwhile.
  const [opened] = useState(start);
  const { saver, saving } = useDraft(subject.id, opened, patterns);
  const [shown, setShown] = useState<{ words: Words; times: number }>(() => ({
    words: opened.kept?.words ?? (opened.draft ? wordsOf(opened.draft.value) : noWords),
    times: 0,
  }));
  const show = (words: Words) => setShown(({ times }) => ({ words, times: times + 1 }));
  return <DraftForm key={shown.times} words={shown.words} show={show} saver={saver} saving={saving} />;
}

interface DraftFormProps {
  words: Words;
  /** Shows other words in the boxes. */
  show: (words: Words) => void;
  saver: DraftSaver;
  saving: DraftSaver['saving'];
}

/** The refusal to finish what is not saved. */
function unsavedProblem(saver: DraftSaver): ApiProblem | undefined {
  const { saving } = saver;
  if (saving.kind === 'saved') return undefined;
  if (saving.kind === 'refused') return saving.problem;
  return new ApiProblem({ title: 'Not saved', detail: savingWords(saving), status: 0, code: 'unreachable' });
}

function DraftForm({ words: first, show, saver, saving }: DraftFormProps) {
  const { id: personId, portfolioPath } = useSubject();
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [boxes, setBoxes] = useState(first);
  const uploads = useUploads(personId, first.files);
  const files = uploads.files.flatMap(({ id, name, size }) => (id === undefined ? [] : [{ id, name, size }]));
  const words = { ...boxes, files };
  const stored = JSON.stringify(words);
  useEffect(() => saver.type(JSON.parse(stored) as Words), [saver, stored]);

  const { submit, ...state } = useSubmission({
    check: () => missingIn(words, uploads, today),
    send: async (_: undefined, key) => {
      await saver.now();
      const problem = unsavedProblem(saver);
      if (problem) throw problem;
      return answer(
        api.POST('/evidence-drafts/{id}/finish', {
          params: { path: { id: saver.draftId ?? '' }, header: { 'Idempotency-Key': key } },
          body: { version: saver.version },
        }),
      );
    },
    done: async (evidence) => {
      saver.end();
      await refresh();
      await done(`${portfolioPath}/evidence/${evidence.id}`, 'Your evidence is finished. Next, claim the statements that it shows.');
    },
  });
  const refused = saving.kind === 'refused' ? formProblemsFrom(saving.problem) : undefined;

  return (
    <>
      {saving.kind === 'clash' ? (
        <DraftClash
          mine={words}
          theirs={saving.theirs}
          keepMine={() => void saver.keepMine()}
          takeTheirs={() => show(saver.takeTheirs())}
        />
      ) : null}
      <Form {...state} notices={refused} onSubmit={() => void submit(undefined)}>
        <EvidenceFields words={words} change={(patch) => setBoxes((known) => ({ ...known, ...patch }))} uploads={uploads} />
        <DraftStatus saving={saving} />
        {saving.kind === 'gone' ? (
          <Button type="button" secondary onClick={() => void saver.startAnew()}>
            Save as a new draft
          </Button>
        ) : null}
        <div className="nhsuk-button-group">
          <SubmitButton pending={state.pending}>Finish evidence</SubmitButton>
          <Link to={portfolioPath}>Finish it later</Link>
          {saver.draftId ? <Link to={`${portfolioPath}/evidence/drafts/${saver.draftId}/delete`}>Delete this draft</Link> : null}
        </div>
      </Form>
    </>
  );
}
