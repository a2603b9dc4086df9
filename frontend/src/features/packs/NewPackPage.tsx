import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { personQuery, portfolioQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { CheckboxesField, Form, Loaded, Page, RadiosField, SubmitButton, TextField, useDone } from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { type Pack, parts } from './words';

/** Freezes a portfolio as it is today. */
export function NewPackPage() {
  const subject = useSubject();
  const { data: person } = useQuery({ ...personQuery(subject.id), enabled: !subject.own });
  const portfolio = useQuery(portfolioQuery(subject.id));
  const crumbs = [
    ...crumbsOf(subject, person?.name ?? '', 'portfolio'),
    { label: 'Packs', href: `${subject.portfolioPath}/packs` },
  ];
  return (
    <Page title="Make a pack" caption={person?.name} breadcrumbs={crumbs}>
      <Loaded query={portfolio} what="the portfolio">
        {(loaded) => (
          <PackForm
            role={loaded.role}
            statements={loaded.statements.map(({ statement }) => ({
              value: statement.id,
              label: `${statement.code} ${statement.level}, ${statement.aspect}`,
            }))}
          />
        )}
      </Loaded>
    </Page>
  );
}

interface PackFormProps {
  role?: { id: string; name: string };
  statements: { value: string; label: string }[];
}

function PackForm({ role, statements }: PackFormProps) {
  const subject = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const [title, setTitle] = useState('');
  const [purpose, setPurpose] = useState('');
  const [chosenParts, setParts] = useState('whole');
  const [statementIds, setStatementIds] = useState<string[]>([]);
  const roles = role ? [{ value: 'role', label: `What the role asks for: ${role.name}` }] : [];

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (title.trim() === '') problems.push({ name: 'title', message: 'Give the pack a title, for example Appraisal 2027' });
    if (purpose === '') problems.push({ name: 'purpose', message: 'Choose what the pack is for' });
    if (chosenParts === 'statements' && statementIds.length === 0) {
      problems.push({ name: 'statementIds', message: 'Choose at least one statement' });
    }
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: null, key) =>
      answer(
        api.POST('/people/{id}/packs', {
          params: { path: { id: subject.id }, header: { 'Idempotency-Key': key } },
          body: {
            title,
            purpose: purpose as Pack['purpose'],
            parts: chosenParts as Pack['parts'],
            statementIds: chosenParts === 'statements' ? statementIds : undefined,
            roleId: chosenParts === 'role' ? role?.id : undefined,
          },
        }),
      ),
    done: async (made: Pack) => {
      await refresh();
      await done(`/packs/${made.id}`, 'The pack is made, and stays as it is. Its PDF document and archive are on their way.');
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(null)}>
      <p>It holds everything word for word as it is today: progress, statements, claims with their reviews, evidence and files.</p>
      <TextField name="title" label="Title" hint="For example, Appraisal 2027" value={title} onChange={setTitle} />
      <RadiosField
        name="purpose"
        label="What is it for?"
        value={purpose}
        onChange={setPurpose}
        choices={[
          { value: 'appraisal', label: 'An appraisal' },
          { value: 'panel', label: 'A panel or interview' },
          ...(subject.own ? [{ value: 'own_record', label: 'My own record' }] : []),
        ]}
      />
      <RadiosField
        name="parts"
        label="What goes into it?"
        value={chosenParts}
        onChange={setParts}
        choices={[
          { value: 'whole', label: parts.whole, hint: 'Every statement that the role asks for or that was claimed, and all evidence' },
          { value: 'showcased', label: parts.showcased, hint: 'The showcased pieces, with what was claimed on them' },
          ...roles,
          { value: 'statements', label: parts.statements },
        ]}
      />
      {chosenParts === 'statements' ? (
        <CheckboxesField
          name="statementIds"
          label="Which statements?"
          value={statementIds}
          onChange={setStatementIds}
          choices={statements}
        />
      ) : null}
      <SubmitButton pending={state.pending}>Make the pack</SubmitButton>
    </Form>
  );
}
