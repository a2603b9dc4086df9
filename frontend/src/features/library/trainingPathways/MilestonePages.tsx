import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { CheckboxesField, EmptyState, Form, LongTextField, Section, SelectField, SubmitButton, TextField } from '@/design';
import { ItemList, KeptDateField, PeriodField, shown, VersionFrame } from './parts';
import { editing, useSave } from './useSave';
import { ChangedHere } from './VersionPage';
import {
  anchorChoices,
  awardChoices,
  editOf,
  kindChoices,
  type MilestoneEdit,
  type MilestoneText,
  newMilestone,
  problemsAt,
  runningChoices,
  signatoryChoices,
  type TrainingVersion,
  versionHome,
} from './words';

export function NewMilestonePage() {
  return (
    <VersionFrame title="Add a milestone" edits>
      {(version) => <MilestoneForm version={version} />}
    </VersionFrame>
  );
}

export function EditMilestonePage() {
  const { key = '' } = useParams();
  return (
    <VersionFrame title="Change a milestone" edits>
      {(version) => {
        const milestone = version.milestones.find((one) => one.key === key);
        return milestone ? (
          <MilestoneForm version={version} milestone={milestone} />
        ) : (
          <EmptyState title="The draft has no such milestone.">
            <Link to={versionHome(version.ref.id)}>To the draft</Link>
          </EmptyState>
        );
      }}
    </VersionFrame>
  );
}

function MilestoneForm({ version, milestone }: { version: TrainingVersion; milestone?: MilestoneText }) {
  const [edit, setEdit] = useState<MilestoneEdit>(() => (milestone ? editOf(milestone) : newMilestone));
  const [evidence, setEvidence] = useState(() => edit.evidence.join('\n'));
  const set = (part: Partial<MilestoneEdit>) => setEdit({ ...edit, ...part });
  const { submit, ...state } = useSave(version, milestone ? 'The milestone is saved.' : 'The milestone is on the draft.', (body: MilestoneEdit, key) =>
    answer(
      milestone
        ? api.PUT('/training-pathway-versions/{id}/milestones/{key}', {
            params: { path: { id: version.ref.id, key: milestone.key }, header: editing(version).header },
            body,
          })
        : api.POST('/training-pathway-versions/{id}/milestones', {
            params: { path: { id: version.ref.id }, header: { ...editing(version).header, 'Idempotency-Key': key } },
            body,
          }),
    ),
  );
  const key = milestone?.key ?? '';
  const text = (name: 'title' | 'called' | 'about' | 'rule') => ({ name, value: edit[name], onChange: (value: string) => set({ [name]: value }) });
  const period = (name: 'due' | 'notBefore' | 'lasts' | 'recurrence' | 'notice') => ({
    name,
    value: edit[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  return (
    <Form
      {...state}
      problems={shown(state, milestone ? problemsAt(version, milestone.key) : [])}
      onSubmit={() => void submit({ ...edit, evidence: evidence.split('\n').map((line) => line.trim()).filter(Boolean) })}
    >
      {milestone ? <ChangedHere changes={milestone.changedHere} /> : null}
      <p>It is saved with whatever is still wrong in it. Only publishing waits until all is mended.</p>
      <TextField {...text('title')} label="Title" />
      <TextField {...text('called')} label="Called inside a sentence" hint="For example: the Standards course" />
      <LongTextField {...text('about')} label="What it is" rows={2} />
      <LongTextField {...text('rule')} label="When and how it is to be met" rows={2} />
      <SelectField name="kind" label="Kind" value={edit.kind} onChange={(kind) => set({ kind })} placeholder="Choose the kind" choices={kindChoices} />
      <Section title="When">
        <SelectField
          name="anchor"
          label="Its periods are counted from"
          value={edit.anchor}
          onChange={(anchor) => set({ anchor })}
          choices={anchorChoices(version, key)}
        />
        <PeriodField {...period('due')} label="Due after" hint="Empty: it falls due with the first milestone that needs it" />
        <PeriodField {...period('notBefore')} label="Not before" />
        <PeriodField {...period('lasts')} label="Lasts" hint="It can be completed only at its end" />
        <PeriodField {...period('recurrence')} label="Falls due again every" />
        <PeriodField {...period('notice')} label="Notice before it falls due again" />
        <SelectField
          name="running"
          label="What holds its clock back"
          value={edit.running}
          onChange={(running) => set({ running })}
          choices={runningChoices}
        />
        <CheckboxesField
          name="throughout"
          label="Applies throughout"
          value={edit.throughout ? ['yes'] : []}
          onChange={(chosen) => set({ throughout: chosen.length > 0 })}
          choices={[{ value: 'yes', label: 'It applies all the time and is never finished' }]}
        />
        {version.milestones.length > (milestone ? 1 : 0) ? (
          <CheckboxesField
            name="prerequisites"
            label="Needs first"
            value={edit.prerequisites}
            onChange={(prerequisites) => set({ prerequisites })}
            choices={version.milestones.filter((other) => other.key !== key).map((other) => ({ value: other.key, label: other.title }))}
          />
        ) : null}
      </Section>
      <Section title="How it is met">
        <LongTextField name="evidence" label="What shows it" hint="One on each line" value={evidence} onChange={setEvidence} rows={3} />
        <CheckboxesField
          name="certificate"
          label="Certificate"
          value={edit.certificate ? ['yes'] : []}
          onChange={(chosen) => set({ certificate: chosen.length > 0 })}
          choices={[{ value: 'yes', label: 'It counts only with its certificate' }]}
        />
        <CheckboxesField
          name="signedBy"
          label="Who signs it off"
          hint="Any one of them"
          value={edit.signedBy}
          onChange={(signedBy) => set({ signedBy })}
          choices={signatoryChoices}
        />
        <SelectField
          name="award"
          label="Award that it gives"
          hint="For an accreditation"
          value={edit.award}
          onChange={(award) => set({ award })}
          placeholder="None"
          choices={awardChoices}
        />
      </Section>
      {edit.kind === 'examination' || edit.papers.length > 0 ? <Papers edit={edit} set={set} /> : null}
      <Section title="Log book">
        <TextField
          name="logBook"
          label="What is counted in its log book"
          hint="For example audits. Empty where it keeps none"
          value={edit.logBook.counted}
          onChange={(counted) => set({ logBook: { ...edit.logBook, counted } })}
        />
        <TextField
          name="logBook.number"
          label="How many are asked"
          width="5"
          numeric
          value={edit.logBook.number === 0 ? '' : `${edit.logBook.number}`}
          onChange={(typed) => set({ logBook: { ...edit.logBook, number: Number(typed.replace(/\D/g, '').slice(0, 5)) } })}
        />
        <TextField
          name="logBook.source"
          label="Where the number comes from"
          value={edit.logBook.source}
          onChange={(source) => set({ logBook: { ...edit.logBook, source } })}
        />
      </Section>
      <SubmitButton pending={state.pending}>{milestone ? 'Save the milestone' : 'Add the milestone'}</SubmitButton>
    </Form>
  );
}

function Papers({ edit, set }: { edit: MilestoneEdit; set: (part: Partial<MilestoneEdit>) => void }) {
  return (
    <Section title="Papers and pass marks">
      <ItemList
        items={edit.papers}
        onChange={(papers) => set({ papers })}
        called="Paper"
        fresh={{ key: '', title: '', passMarks: [] }}
        fields={(paper, index, change) => (
          <>
            <TextField name={`papers[${index}].title`} label="Title of the paper" value={paper.title} onChange={(title) => change({ title })} />
            <p className="bw-small">Without a pass mark, whoever enters the result says whether it was passed.</p>
            <ItemList
              items={paper.passMarks}
              onChange={(passMarks) => change({ passMarks })}
              called="Pass mark"
              fresh={{ mark: 0, from: '', source: '', note: '' }}
              fields={(mark, at, changeMark) => (
                <PassMark name={`papers[${index}].passMarks[${at}]`} mark={mark} change={changeMark} />
              )}
            />
          </>
        )}
      />
      <CheckboxesField
        name="keepsPasses"
        label="Passes"
        value={edit.keepsPasses ? ['yes'] : []}
        onChange={(chosen) => set({ keepsPasses: chosen.length > 0 })}
        choices={[{ value: 'yes', label: 'A paper once passed need not be sat again' }]}
      />
    </Section>
  );
}

type Mark = MilestoneEdit['papers'][number]['passMarks'][number];

function PassMark({ name, mark, change }: { name: string; mark: Mark; change: (part: Partial<Mark>) => void }) {
  return (
    <>
      <TextField
        name={`${name}.mark`}
        label="Pass mark"
        suffix="%"
        width="5"
        numeric
        value={mark.mark === 0 ? '' : `${mark.mark}`}
        onChange={(typed) => change({ mark: Math.min(1000, Number(typed.replace(/[^\d.]/g, '')) || 0) })}
      />
      <KeptDateField
        name={`${name}.from`}
        label="Holds for sittings from"
        hint="Empty for one that has always held"
        value={mark.from}
        onChange={(from) => change({ from })}
      />
      <TextField name={`${name}.source`} label="Where it comes from" value={mark.source} onChange={(source) => change({ source })} />
      <TextField name={`${name}.note`} label="Note (optional)" value={mark.note} onChange={(note) => change({ note })} />
    </>
  );
}
