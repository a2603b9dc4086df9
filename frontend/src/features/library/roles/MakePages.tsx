import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Form, LoadedPage, LongTextField, Page, SubmitButton, TextField, useDone } from '@/design';
import { roleQuery } from '../queries';
import type { Role } from '../types';
import { counted, libraryCrumb } from '../words';
import { evaluated, FactFields, noFacts } from './EditPages';
import { RoleFrame } from './RoleForm';
import { rolePath, rolesCrumb } from './words';

/** A new role of the organisation: its facts and purpose first, the rest on pages of their own. */
export function NewRolePage() {
  const done = useDone();
  const refresh = useRefresh();
  const [facts, setFacts] = useState(noFacts);
  const [purpose, setPurpose] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (facts.title.trim() === '' ? [{ name: 'title', message: 'Enter the title of the role' }] : []),
    send: (_: undefined, key) => {
      const { title, reference, department, reportsTo } = facts;
      return answer(
        api.POST('/roles', {
          params: { header: { 'Idempotency-Key': key } },
          body: { title, reference, department, reportsTo, purpose, ...evaluated(facts) },
        }),
      );
    },
    done: async ({ id, title }) => {
      await refresh();
      await done(`${rolePath(id)}/edit`, `${title} is added. Go on with its duties, person specification and requirements.`);
    },
  });
  return (
    <Page title="Add a role" breadcrumbs={[libraryCrumb, rolesCrumb]}>
      <p>
        Is there a role that is nearly the same? <Link to="/library/roles">Open it and copy it</Link>: everything that it
        says comes along.
      </p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <FactFields facts={facts} set={(part) => setFacts({ ...facts, ...part })} />
        <LongTextField
          name="purpose"
          label="Purpose of the post (optional)"
          hint="One paragraph a line"
          rows={5}
          value={purpose}
          onChange={setPurpose}
        />
        <SubmitButton pending={state.pending}>Add this role</SubmitButton>
      </Form>
    </Page>
  );
}

export function CopyRolePage() {
  const { roleId = '' } = useParams();
  const query = useQuery(roleQuery(roleId));
  return (
    <LoadedPage query={query} what="the role" title="Copy a role" breadcrumbs={[libraryCrumb, rolesCrumb]}>
      {(role) => <CopyForm role={role} />}
    </LoadedPage>
  );
}

function CopyForm({ role }: { role: Role }) {
  const done = useDone();
  const refresh = useRefresh();
  const [title, setTitle] = useState(role.title);
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(title.trim() === '' ? [{ name: 'title', message: 'Enter the title of the new role' }] : []),
      ...(reason.trim() === '' ? [{ name: 'reason', message: 'Say why the role is copied' }] : []),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/roles/{id}/copies', {
          params: { path: { id: role.id }, header: { 'Idempotency-Key': key } },
          body: { title, reason },
        }),
      ),
    done: async (copy) => {
      await refresh();
      await done(rolePath(copy.id), `${copy.title} is a role of your organisation now.`);
    },
  });
  return (
    <Page
      title="Copy this role"
      caption={role.title}
      breadcrumbs={[libraryCrumb, rolesCrumb, { label: role.title, href: rolePath(role.id) }]}
    >
      <p>
        The copy is a role of your organisation that you can change. It says everything that this one says
        {role.document === '' ? '' : ', with the document and lines that it comes from'}:{' '}
        {counted(role.duties.length, 'duty', 'duties')}, {counted(role.personSpecification.length, 'criterion', 'criteria')},{' '}
        {counted(role.asks.length, 'requirement')}.
      </p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <TextField name="title" label="Title of the new role" value={title} onChange={setTitle} />
        <LongTextField
          name="reason"
          label="Why it is copied"
          hint="It stands in the history of the new role"
          rows={2}
          value={reason}
          onChange={setReason}
        />
        <SubmitButton pending={state.pending}>Copy this role</SubmitButton>
      </Form>
    </Page>
  );
}

export function RetireRolePage() {
  const { roleId = '' } = useParams();
  const { data: role } = useQuery(roleQuery(roleId));
  // A role that cannot be retired is explained on the frame's page; the question is a page of its own.
  if (role?.local === true && role.retiredOn === undefined) return <RetireForm role={role} />;
  return <RoleFrame title="Retire this role">{() => null}</RoleFrame>;
}

function RetireForm({ role }: { role: Role }) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  // Kept from the first reading: a change by somebody else since then is a conflict.
  const [version] = useState(role.version);
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Say why the role is retired' }] : []),
    send: () =>
      answer(api.POST('/roles/{id}/retirement', { params: { path: { id: role.id } }, body: { version, reason } })),
    done: async () => {
      await refresh();
      await done(rolePath(role.id), `${role.title} is retired.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Retire ${role.title}?`}
      confirm="Retire this role"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: rolePath(role.id) }}
    >
      <p>
        Nobody can be appointed to it any more, and it cannot be changed or brought back. It stays readable with all its
        versions, and it can be copied.
      </p>
      {role.holders > 0 ? (
        <p>
          {counted(role.holders, 'person holds', 'people hold')} it today. Their appointments have to end, or move to
          another role, first.
        </p>
      ) : null}
      <LongTextField name="reason" label="Why it is retired" rows={2} value={reason} onChange={setReason} />
    </Confirm>
  );
}
