import { useState } from 'react';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { acceptedFiles } from '@/api/upload';
import { useUploads } from '@/api/useUploads';
import {
  CheckboxesField,
  DateField,
  dateProblem,
  FileField,
  Form,
  isoOf,
  LongTextField,
  noDate,
  partsOf,
  SelectField,
  SubmitButton,
  TextField,
  useDone,
  useToday,
} from '@/design';
import { useSubject } from '@/session/subject';
import { type LinkDraft, LinksField } from './LinksField';
import type { Evidence, EvidenceKind } from './types';
import { kindChoices } from './words';

export type EvidenceBody = components['schemas']['NewEvidence'];

interface EvidenceFormProps {
  personId: string;
  /** The evidence that is changed; absent for a new one. */
  evidence?: Evidence;
  send: (body: EvidenceBody, idempotencyKey: string) => Promise<Evidence>;
  /** What the next page says. */
  saved: string;
}

/** What I did, when, what I learnt, with what to show for it. */
export function EvidenceForm({ personId, evidence, send, saved }: EvidenceFormProps) {
  const { portfolioPath } = useSubject();
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const [title, setTitle] = useState(evidence?.title ?? '');
  const [kind, setKind] = useState<string>(evidence?.kind ?? '');
  const [happenedOn, setHappenedOn] = useState(evidence ? partsOf(evidence.happenedOn) : noDate);
  const [whatIDid, setWhatIDid] = useState(evidence?.whatIDid ?? '');
  const [reflection, setReflection] = useState(evidence?.reflection ?? '');
  const [links, setLinks] = useState<LinkDraft[]>(evidence?.links ?? []);
  const [showcased, setShowcased] = useState(evidence?.showcased ? ['yes'] : []);
  const uploads = useUploads(personId, evidence?.files);
  const wrongDate = dateProblem('The date', happenedOn, { required: true, notAfter: today });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (title.trim() === '') problems.push({ name: 'title', message: 'Give this evidence a title' });
    if (kind === '') problems.push({ name: 'kind', message: 'Choose what kind of evidence this is' });
    if (wrongDate) problems.push({ name: 'happenedOn', message: wrongDate.message });
    if (whatIDid.trim() === '') problems.push({ name: 'whatIDid', message: 'Say what you did' });
    if (uploads.sending) problems.push({ name: 'fileIds', message: 'Wait until every file is added, or remove it' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send,
    done: async (stored: Evidence) => {
      await refresh();
      await done(`${portfolioPath}/evidence/${stored.id}`, saved);
    },
  });

  function submitAll() {
    void submit({
      title,
      kind: kind as EvidenceKind,
      happenedOn: isoOf(happenedOn) ?? '',
      whatIDid,
      reflection,
      fileIds: uploads.ids,
      links: links.filter((link) => link.title.trim() !== '' || link.url.trim() !== ''),
      showcased: showcased.length > 0,
    });
  }

  return (
    <Form {...state} onSubmit={submitAll}>
      <TextField name="title" label="Title" hint="A few words that you will know it by" value={title} onChange={setTitle} />
      <SelectField
        name="kind"
        label="Kind of evidence"
        value={kind}
        onChange={setKind}
        choices={kindChoices}
        placeholder="Choose a kind"
      />
      <DateField
        name="happenedOn"
        label="When was it?"
        hint="For example, 14 3 2027"
        value={happenedOn}
        onChange={setHappenedOn}
        wrong={wrongDate?.parts}
      />
      <LongTextField name="whatIDid" label="What I did" value={whatIDid} onChange={setWhatIDid} rows={6} />
      <LongTextField
        name="reflection"
        label="What I learnt (optional)"
        hint="Only you, your mentor or assessor and your manager can read it"
        value={reflection}
        onChange={setReflection}
      />
      <FileField
        name="fileIds"
        label="Files (optional)"
        hint="PDF, PNG, JPEG, text, CSV, Word or Excel, up to 25 MB each"
        files={uploads.files}
        onChoose={uploads.choose}
        onRemove={uploads.remove}
        problem={uploads.problem}
        refusals={uploads.refusals}
        accept={acceptedFiles}
        multiple
      />
      <LinksField name="links" value={links} onChange={setLinks} />
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
