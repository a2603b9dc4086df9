import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { EmptyState, Form, LongTextField, Page, SubmitButton, TextField, useDone } from '@/design';
import { DraftPage } from './DraftPage';
import { OthersChanges } from './OthersChanges';
import type { EditionDetail } from './types';
import { useDraftSubmission } from './useDraftSubmission';
import { editionName } from './words';
import { editionCrumbs, editionPath } from '../paths';

/** A skill of the organisation's own. */
export function AddSkillPage() {
  return <DraftPage title="Add a local skill">{(draft) => <SkillForm draft={draft} title="Add a local skill" />}</DraftPage>;
}

/** Another name for a local skill. */
export function RenameSkillPage() {
  const { code = '' } = useParams();
  const title = 'Rename a local skill';
  return (
    <DraftPage title={title}>
      {(draft) => {
        const skill = draft.skills.find((one) => one.code === code && one.own === 'local');
        return skill ? (
          <SkillForm draft={draft} title={title} skill={skill} />
        ) : (
          <Page title={title} breadcrumbs={crumbs(draft)}>
            <EmptyState title={`There is no local skill with the code ${code}.`}>
              <p>Only local skills can be renamed; a national skill keeps its name.</p>
            </EmptyState>
          </Page>
        );
      }}
    </DraftPage>
  );
}

function crumbs(draft: EditionDetail) {
  return editionCrumbs(draft.frameworkId, [
    { label: editionName(draft.edition), href: editionPath(draft.frameworkId, draft.edition.number) },
  ]);
}

interface SkillFormProps {
  draft: EditionDetail;
  title: string;
  /** The skill that is renamed; absent for a new one. */
  skill?: { code: string; name: string };
}

function SkillForm({ draft, title, skill }: SkillFormProps) {
  const goOn = useDone();
  const before = draft.changes.find((change) => change.level === 0 && change.code === skill?.code);
  const [typedCode, setTypedCode] = useState('');
  const [name, setName] = useState(skill?.name ?? '');
  const [reason, setReason] = useState(before?.reason ?? '');
  const code = skill?.code ?? typedCode.trim().toUpperCase();

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (!/^[A-Z]{4}$/.test(code)) {
      problems.push({ name: 'code', message: 'Give the new skill a code of four letters, such as FLEX' });
    }
    if (name.trim() === '') problems.push({ name: 'name', message: 'Give the skill a name' });
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Give the reason, so that others understand the change' });
    return problems;
  }

  const { submit, others, ...state } = useDraftSubmission(draft, {
    check,
    send: (_: undefined, { ifMatch }) => {
      const options = {
        params: { path: { id: draft.id }, header: { 'If-Match': ifMatch } },
        body: { code, name, reason },
      };
      return answer(
        skill
          ? api.POST('/framework-editions/{id}/skill-names', options)
          : api.POST('/framework-editions/{id}/skills', options),
      );
    },
    done: ({ edition }) =>
      goOn(
        editionPath(draft.frameworkId, edition.number),
        skill ? `${code} is called ${name} in the draft.` : `${name} (${code}) is in the draft. Next, add its statements.`,
      ),
  });

  return (
    <Page title={title} caption={skill?.code} breadcrumbs={crumbs(draft)}>
      <OthersChanges others={others} />
      <Form {...state} onSubmit={() => void submit(undefined)}>
        {skill ? null : (
          <TextField name="code" label="Code" hint="Four capital letters, such as FLEX" width="5" value={typedCode} onChange={setTypedCode} />
        )}
        <TextField name="name" label="Name" value={name} onChange={setName} />
        <LongTextField name="reason" label="Reason" hint="It stands beside the change for everybody to read" value={reason} onChange={setReason} rows={3} />
        <SubmitButton pending={state.pending}>{skill ? 'Save in the draft' : 'Add it to the draft'}</SubmitButton>
      </Form>
    </Page>
  );
}
