import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { Form, LongTextField, Page, SelectField, SubmitButton, TextField, useDone } from '@/design';
import { DraftPage } from './DraftPage';
import { OthersChanges } from './OthersChanges';
import type { EditionDetail } from './types';
import { useDraftSubmission } from './useDraftSubmission';
import { editionName, entryName } from './words';
import { editionCrumbs, editionPath } from '../paths';
import { levelChoices } from '../../words';

const title = 'Add a local statement';

/** A statement of the organisation's own, beside the national ones. */
export function AddStatementPage() {
  return <DraftPage title={title}>{(draft) => <AddForm draft={draft} />}</DraftPage>;
}

const newSkill = 'new';

function AddForm({ draft }: { draft: EditionDetail }) {
  const goOn = useDone();
  const here = editionPath(draft.frameworkId, draft.edition.number);
  const [chosen, setChosen] = useState('');
  const [newCode, setNewCode] = useState('');
  const [skill, setSkill] = useState('');
  const [aspect, setAspect] = useState('');
  const [level, setLevel] = useState('');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const ownSkill = chosen === newSkill;
  const code = ownSkill ? newCode.trim().toUpperCase() : chosen;

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (chosen === '') problems.push({ name: 'code', message: 'Choose a skill' });
    if (ownSkill && !/^[A-Z]{4}$/.test(code)) {
      problems.push({ name: 'code', message: 'Give the new skill a code of four letters, such as FLEX' });
    }
    if (ownSkill && skill.trim() === '') problems.push({ name: 'skill', message: 'Give the new skill a name' });
    if (level === '') problems.push({ name: 'level', message: 'Choose a level from 1 to 7' });
    if (aspect.trim() === '') problems.push({ name: 'aspect', message: 'Give the aspect' });
    if (text.trim() === '') problems.push({ name: 'text', message: 'Write the statement' });
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Give the reason, so that others understand why it is there' });
    return problems;
  }

  const { submit, others, ...state } = useDraftSubmission(draft, {
    check,
    send: (_: undefined, { ifMatch }) =>
      answer(
        api.POST('/framework-editions/{id}/additions', {
          params: { path: { id: draft.id }, header: { 'If-Match': ifMatch } },
          body: { code, skill: ownSkill ? skill.trim() : undefined, aspect, level: Number(level), text, reason },
        }),
      ),
    done: () => goOn(here, `${entryName({ code, level: Number(level), aspect })} is in the draft.`),
  });

  return (
    <Page title={title} breadcrumbs={editionCrumbs(draft.frameworkId, [{ label: editionName(draft.edition), href: here }])}>
      <OthersChanges others={others} />
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <SelectField
          name={ownSkill ? 'chosenSkill' : 'code'}
          label="Skill"
          value={chosen}
          onChange={setChosen}
          placeholder="Choose a skill"
          choices={[
            ...draft.skills.map((one) => ({
              value: one.code,
              label: `${one.name} (${one.code})${one.own === 'local' ? ', local' : ''}`,
            })),
            { value: newSkill, label: 'A new local skill' },
          ]}
        />
        {ownSkill ? (
          <>
            <TextField name="code" label="Code of the new skill" hint="Four capital letters, such as FLEX" width="5" value={newCode} onChange={setNewCode} />
            <TextField name="skill" label="Name of the new skill" value={skill} onChange={setSkill} />
          </>
        ) : null}
        <SelectField
          name="level"
          label="Level"
          value={level}
          onChange={setLevel}
          placeholder="Choose a level"
          choices={levelChoices.filter(({ value }) => value !== '')}
        />
        <TextField name="aspect" label="Aspect" hint="What part of the work it is about, such as Escalation" value={aspect} onChange={setAspect} />
        <LongTextField name="text" label="Statement" hint="What somebody at this level does" value={text} onChange={setText} rows={4} />
        <LongTextField name="reason" label="Reason" hint="It stands beside the change for everybody to read" value={reason} onChange={setReason} rows={3} />
        <SubmitButton pending={state.pending}>Add it to the draft</SubmitButton>
      </Form>
    </Page>
  );
}
