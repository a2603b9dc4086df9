import type { FieldProblem } from '@/api/problem';
import { acceptedFiles } from '@/api/upload';
import type { Uploads } from '@/api/useUploads';
import { DateField, dateProblem, FileField, isoOf, LongTextField, SelectField, TextField, useToday } from '@/design';
import type { Words } from './drafts/words';
import { LinksField } from './LinksField';
import { kindChoices } from './words';

interface EvidenceFieldsProps {
  words: Words;
  change: (patch: Partial<Words>) => void;
  uploads: Uploads;
}

/** The boxes of evidence: what I did, when, what I learnt, with what to show for it. */
export function EvidenceFields({ words, change, uploads }: EvidenceFieldsProps) {
  const today = useToday();
  return (
    <>
      <TextField
        name="title"
        label="Title"
        hint="A few words that you will know it by"
        value={words.title}
        onChange={(title) => change({ title })}
      />
      <SelectField
        name="kind"
        label="Kind of evidence"
        value={words.kind}
        onChange={(kind) => change({ kind })}
        choices={kindChoices}
        placeholder="Choose a kind"
      />
      <DateField
        name="happenedOn"
        label="When was it?"
        hint="For example, 14 3 2027"
        value={words.happenedOn}
        onChange={(happenedOn) => change({ happenedOn })}
        wrong={dateProblem('The date', words.happenedOn, { required: true, notAfter: today })?.parts}
      />
      <DateField
        name="happenedUntil"
        label="Its last day, if it took longer (optional)"
        value={words.happenedUntil}
        onChange={(happenedUntil) => change({ happenedUntil })}
        wrong={dateProblem('The last day', words.happenedUntil, { notAfter: today })?.parts}
      />
      <LongTextField
        name="whatIDid"
        label="What I did"
        value={words.whatIDid}
        onChange={(whatIDid) => change({ whatIDid })}
        rows={6}
      />
      <LongTextField
        name="reflection"
        label="What I learnt (optional)"
        hint="Only you, your mentor or assessor and your manager can read it"
        value={words.reflection}
        onChange={(reflection) => change({ reflection })}
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
      <LinksField name="links" value={words.links} onChange={(links) => change({ links })} />
    </>
  );
}

/** What evidence lacks before it can be finished, as far as the browser sees it. */
export function missingIn(words: Words, uploads: Uploads, today: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const wrongDate = dateProblem('The date', words.happenedOn, { required: true, notAfter: today });
  const wrongEnd = dateProblem('The last day', words.happenedUntil, { notAfter: today });
  const [from, until] = [isoOf(words.happenedOn), isoOf(words.happenedUntil)];
  if (words.title.trim() === '') problems.push({ name: 'title', message: 'Give this evidence a title' });
  if (words.kind === '') problems.push({ name: 'kind', message: 'Choose what kind of evidence this is' });
  if (wrongDate) problems.push({ name: 'happenedOn', message: wrongDate.message });
  if (wrongEnd) problems.push({ name: 'happenedUntil', message: wrongEnd.message });
  else if (from && until && until < from) {
    problems.push({ name: 'happenedUntil', message: 'The last day must be the date on which it began, or later' });
  }
  if (words.whatIDid.trim() === '') problems.push({ name: 'whatIDid', message: 'Say what you did' });
  if (uploads.sending) problems.push({ name: 'fileIds', message: 'Wait until every file is added, or remove it' });
  return problems;
}
