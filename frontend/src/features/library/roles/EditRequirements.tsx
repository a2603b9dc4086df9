import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { ButtonLink, CheckboxesField, documentName, EmptyState, LongTextField, RadiosField, SelectField, StateTag, TextField } from '@/design';
import type { NewRequirement, RequirementChoice, Role, RoleAsk } from '../types';
import { sentence } from '../words';
import { linesFrom, requirementOf } from './edits';
import { RequirementPicker } from './RequirementPicker';
import { RoleForm, RoleFrame } from './RoleForm';
import { importanceChoices, kindHeading, kindOrder, rolePath } from './words';

const requirementsCrumbs = (role: Role) => [
  { label: 'Edit', href: `${rolePath(role.id)}/edit` },
  { label: 'Requirements', href: `${rolePath(role.id)}/edit/requirements` },
];

/** Everything that the role asks for, to change or remove, and the way to ask for more. */
export function EditRequirementsPage() {
  return (
    <RoleFrame title="Edit the requirements">
      {(role) => {
        const base = `${rolePath(role.id)}/edit/requirements`;
        return (
          <>
            <ButtonLink href={`${base}/new`}>Add a requirement</ButtonLink>
            {role.asks.length === 0 ? (
              <EmptyState title="This role asks for nothing yet.">
                <p>Add accreditations, milestones, skill levels, statements, or criteria of its person specification.</p>
              </EmptyState>
            ) : null}
            {kindOrder.map((kind) => {
              const asks = role.asks.filter((ask) => ask.kind === kind);
              return asks.length === 0 ? null : (
                <section key={kind} aria-labelledby={`kind-${kind}`}>
                  <h2 className="nhsuk-heading-s" id={`kind-${kind}`}>
                    {kindHeading(kind)}
                  </h2>
                  <ul className="bw-passages">
                    {asks.map((ask) => (
                      <li key={ask.id}>
                        <p className="bw-passages__text">
                          {ask.name} <StateTag kind="importance" state={ask.importance} />
                        </p>
                        <Link to={`${base}/${ask.id}`}>
                          Change<span className="nhsuk-u-visually-hidden"> {ask.name}</span>
                        </Link>
                        {' · '}
                        <Link to={`${base}/${ask.id}/remove`}>
                          Remove<span className="nhsuk-u-visually-hidden"> {ask.name}</span>
                        </Link>
                      </li>
                    ))}
                  </ul>
                </section>
              );
            })}
          </>
        );
      }}
    </RoleFrame>
  );
}

export function AddRequirementPage() {
  return (
    <RoleFrame title="Add a requirement" crumbs={requirementsCrumbs}>
      {(role) => <AddForm role={role} />}
    </RoleFrame>
  );
}

interface Terms {
  importance: string;
  higherCounts: boolean;
  reason: string;
  document: string;
  lines: string;
}

const noTerms: Terms = { importance: 'essential', higherCounts: true, reason: '', document: '', lines: '' };

function AddForm({ role }: { role: Role }) {
  const [chosen, setChosen] = useState<RequirementChoice>();
  const [terms, setTerms] = useState(noTerms);
  const place = role.asks.length;
  return (
    <RoleForm
      role={role}
      view="edit/requirements"
      label="Add this requirement"
      check={() => [
        ...(chosen ? [] : [{ name: `requirements[${place}]`, message: 'Choose what the role asks for' }]),
        ...checkTerms(terms, place),
      ]}
      change={() => ({
        requirements: [...role.asks.map(requirementOf), ...(chosen ? [{ ...choiceOf(chosen), ...termsOf(terms) }] : [])],
      })}
    >
      <RequirementPicker roleId={role.id} name={`requirements[${place}]`} chosen={chosen} onChoose={setChosen} />
      <TermFields
        terms={terms}
        set={(part) => setTerms({ ...terms, ...part })}
        place={place}
        skill={chosen?.kind === 'statement' || chosen?.kind === 'skill_level'}
      />
    </RoleForm>
  );
}

function choiceOf(choice: RequirementChoice): Pick<NewRequirement, 'kind'> & Partial<NewRequirement> {
  const { kind } = choice;
  switch (kind) {
    case 'statement':
      return { kind, statementId: choice.statementId };
    case 'skill_level':
      return { kind, code: choice.code, level: choice.level };
    case 'criterion':
      return { kind, criterionId: choice.criterionId };
    case 'milestone':
      return { kind, milestone: choice.milestone };
    case 'accreditation':
      return { kind, accreditation: choice.accreditation };
  }
}

function checkTerms({ document, lines }: Terms, place: number) {
  const read = linesFrom(lines);
  if (read === undefined) {
    return [{ name: `requirements[${place}].lines`, message: 'Enter the numbers of lines, for example 56, 61-63' }];
  }
  if (document !== '' && read.length === 0) {
    return [{ name: `requirements[${place}].lines`, message: 'Enter the lines of the document that say it' }];
  }
  return [];
}

function termsOf({ importance, higherCounts, reason, document, lines }: Terms) {
  return {
    importance: importance === 'desirable' ? ('desirable' as const) : ('essential' as const),
    higherCounts,
    reason,
    sources: document === '' ? [] : (linesFrom(lines) ?? []).map((line) => ({ document, line })),
  };
}

const documents = [
  '000_e4ca6a835653a7b0.txt',
  '001_a7b2946c81be2ae6.txt',
  '002_f2db897adb2931ff.txt',
  '003_2ddd57fdd7765d81.txt',
  '004_4bcbed0d237c876b.txt',
];

interface TermFieldsProps {
  terms: Terms;
  set: (part: Partial<Terms>) => void;
  place: number;
  /** Whether it is about skills, where a higher level may count. */
  skill: boolean;
}

function TermFields({ terms, set, place, skill }: TermFieldsProps) {
  const name = `requirements[${place}]`;
  return (
    <>
      <RadiosField
        name={`${name}.importance`}
        label="Importance"
        value={terms.importance}
        onChange={(importance) => set({ importance })}
        choices={importanceChoices}
      />
      {skill ? (
        <CheckboxesField
          name={`${name}.higherCounts`}
          label="Higher levels"
          value={terms.higherCounts ? ['yes'] : []}
          onChange={(value) => set({ higherCounts: value.includes('yes') })}
          choices={[{ value: 'yes', label: 'An approval on a higher level of the same aspect counts too' }]}
        />
      ) : null}
      <LongTextField
        name={`${name}.reason`}
        label="Why the role asks for it"
        hint="Everybody who looks at the requirement reads it"
        rows={2}
        value={terms.reason}
        onChange={(reason) => set({ reason })}
      />
      <SelectField
        name={`${name}.sources`}
        label="Source document (optional)"
        value={terms.document}
        onChange={(document) => set({ document })}
        placeholder="None"
        choices={documents.map((value) => ({ value, label: sentence(documentName(value)) }))}
      />
      {terms.document === '' ? null : (
        <TextField
          name={`${name}.lines`}
          label="Lines of the document"
          hint="For example 56, 61-63"
          width="20"
          value={terms.lines}
          onChange={(lines) => set({ lines })}
        />
      )}
    </>
  );
}

/** The requirement that the address names, or what to do where it is gone. */
function OneRequirement({ title, children }: { title: string; children: (role: Role, ask: RoleAsk, place: number) => ReactNode }) {
  const { requirementId = '' } = useParams();
  return (
    <RoleFrame title={title} crumbs={requirementsCrumbs}>
      {(role) => {
        const place = role.asks.findIndex(({ id }) => id === requirementId);
        const ask = role.asks[place];
        return ask ? (
          children(role, ask, place)
        ) : (
          <EmptyState title="The role does not ask for this any more.">
            <p>
              <Link to={`${rolePath(role.id)}/edit/requirements`}>See what it asks for</Link>
            </p>
          </EmptyState>
        );
      }}
    </RoleFrame>
  );
}

export function EditRequirementPage() {
  return (
    <OneRequirement title="Change a requirement">
      {(role, ask, place) => <ChangeForm role={role} ask={ask} place={place} />}
    </OneRequirement>
  );
}

function ChangeForm({ role, ask, place }: { role: Role; ask: RoleAsk; place: number }) {
  const document = ask.sources[0]?.document ?? '';
  const [terms, setTerms] = useState<Terms>({
    importance: ask.importance,
    higherCounts: ask.higherCounts,
    reason: ask.reason,
    document,
    lines: ask.sources
      .filter((source) => source.document === document)
      .map(({ line }) => line)
      .join(', '),
  });
  const [began] = useState(terms);
  // Further documents stay as they are unless this one is changed.
  const sourcesChanged = terms.document !== began.document || terms.lines !== began.lines;
  return (
    <RoleForm
      role={role}
      view="edit/requirements"
      check={() => checkTerms(terms, place)}
      change={() => ({
        requirements: role.asks.map((one) => {
          if (one.id !== ask.id) return requirementOf(one);
          const { sources, ...rest } = termsOf(terms);
          return { ...requirementOf(one), ...rest, ...(sourcesChanged ? { sources } : {}) };
        }),
      })}
    >
      <p>
        <strong>{ask.name}</strong>
        {ask.detail === '' ? null : <span className="bw-block">{ask.detail}</span>}
      </p>
      <TermFields
        terms={terms}
        set={(part) => setTerms({ ...terms, ...part })}
        place={place}
        skill={ask.kind === 'statement' || ask.kind === 'skill_level'}
      />
    </RoleForm>
  );
}

export function RemoveRequirementPage() {
  return (
    <OneRequirement title="Remove a requirement">
      {(role, ask) => (
        <RoleForm
          role={role}
          view="edit/requirements"
          label="Remove this requirement"
          warning
          change={() => ({ requirements: role.asks.filter(({ id }) => id !== ask.id).map(requirementOf) })}
        >
          <p>
            <strong>{ask.name}</strong>
            {ask.detail === '' ? null : <span className="bw-block">{ask.detail}</span>}
          </p>
          <p>The role will not ask for it any more. Claims that people made stay as they are, and so do earlier versions of the role.</p>
        </RoleForm>
      )}
    </OneRequirement>
  );
}
