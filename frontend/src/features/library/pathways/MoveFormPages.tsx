import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { EmptyState, Form, Loaded, LoadedPage, LongTextField, Page, SelectField, SubmitButton, useDone } from '@/design';
import { newestFirst } from '../newestFirst';
import { pathwayChoicesQuery, pathwayVersionQuery } from '../queries';
import type { PathwayChoices, PathwayMove, RolePathway } from '../types';
import { bandName, libraryCrumb } from '../words';
import { ConditionBuilder } from './ConditionBuilder';
import { partOf, problemsOf, toCondition } from './conditions';
import { pathwayCrumb, versionCrumb } from './crumbs';

type NewMove = components['schemas']['NewMove'];

const crumbs = [libraryCrumb, pathwayCrumb];

export function NewMovePage() {
  return <MovePage title="Add a move" />;
}

export function EditMovePage() {
  const { moveId = '' } = useParams();
  return <MovePage title="Change a move" moveId={moveId} />;
}

function MovePage({ title, moveId }: { title: string; moveId?: string }) {
  const { pathwayId = '' } = useParams();
  const draft = useQuery(pathwayVersionQuery(pathwayId));
  const choices = useQuery(pathwayChoicesQuery);
  return (
    <LoadedPage query={draft} what="the draft" title={title} breadcrumbs={crumbs}>
      {(pathway) => {
        const move = pathway.moves.find(({ id }) => id === moveId);
        return (
          <Page title={title} breadcrumbs={[...crumbs, versionCrumb(pathway)]}>
            {!pathway.mayEdit || (moveId !== undefined && !move) ? (
              <EmptyState title={pathway.mayEdit ? 'The draft has no such move.' : 'This version cannot be changed.'} />
            ) : (
              <Loaded query={choices} what="the roles">
                {(known) => <MoveForm draft={pathway} move={move} choices={known} />}
              </Loaded>
            )}
          </Page>
        );
      }}
    </LoadedPage>
  );
}

interface MoveFormProps {
  draft: RolePathway;
  /** The move that is changed; a new one without it. */
  move?: PathwayMove;
  choices: PathwayChoices;
}

function MoveForm({ draft, move, choices }: MoveFormProps) {
  const [fromRoleId, setFrom] = useState(move?.from.id ?? '');
  const [toRoleId, setTo] = useState(move?.to.id ?? '');
  const [condition, setCondition] = useState(() => partOf(move?.condition));
  const [reason, setReason] = useState(move?.reason ?? '');
  const done = useDone();
  const refresh = useRefresh();
  const header = { 'If-Match': `"${draft.version}"` };

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (fromRoleId === '') problems.push({ name: 'fromRoleId', message: 'Choose the role that the move starts from' });
    if (toRoleId === '') problems.push({ name: 'toRoleId', message: 'Choose the role that the move leads to' });
    problems.push(...problemsOf(condition, 'condition'));
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Say why this move is on the map' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (body: NewMove, key) =>
      newestFirst(
        move
          ? answer(api.PUT('/pathway-moves/{id}', { params: { path: { id: move.id }, header }, body }))
          : answer(
              api.POST('/role-pathways/{id}/moves', {
                params: { path: { id: draft.id }, header: { ...header, 'Idempotency-Key': key } },
                body,
              }),
            ),
        refresh,
      ),
    done: async () => {
      await refresh();
      await done(`/library/pathway/${draft.id}`, move ? 'The move is changed.' : 'The move is on the draft.');
    },
  });
  const roles = choices.roles.map(({ id, title, band }) => ({ value: id, label: `${title} (${bandName(band).toLowerCase()})` }));
  return (
    <Form
      {...state}
      onSubmit={() => void submit({ fromRoleId, toRoleId, condition: toCondition(condition), reason, sources: move?.sources })}
    >
      <SelectField name="fromRoleId" label="From" value={fromRoleId} onChange={setFrom} placeholder="Choose a role" choices={roles} />
      <SelectField name="toRoleId" label="To" value={toRoleId} onChange={setTo} placeholder="Choose a role" choices={roles} />
      <ConditionBuilder name="condition" part={condition} choices={choices} onChange={setCondition} />
      <LongTextField
        name="reason"
        label="Why is this move on the map?"
        hint="Everybody who looks at the map reads this"
        value={reason}
        onChange={setReason}
        rows={3}
      />
      <SubmitButton pending={state.pending}>{move ? 'Save the move' : 'Add the move'}</SubmitButton>
    </Form>
  );
}
