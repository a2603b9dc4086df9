import { useQuery, useQueryClient } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { ApiProblem, type FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { EmptyState, Form, LoadedPage, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { roleQuery } from '../queries';
import type { Role, RoleChange } from '../types';
import { libraryCrumb } from '../words';
import { rolePath, rolesCrumb } from './words';

interface RoleFrameProps {
  title: string;
  /** The pages between the role and this one. */
  crumbs?: (role: Role) => { label: string; href: string }[];
  children: (role: Role) => ReactNode;
}

const editCrumb = (role: Role) => ({ label: 'Edit', href: `${rolePath(role.id)}/edit` });

/** A page on which a role of the organisation is edited; a shared or retired role is explained instead. */
export function RoleFrame({ title, crumbs = (role) => [editCrumb(role)], children }: RoleFrameProps) {
  const { roleId = '' } = useParams();
  const query = useQuery(roleQuery(roleId));
  return (
    <LoadedPage query={query} what="the role" title={title} breadcrumbs={[libraryCrumb, rolesCrumb]}>
      {(role) => (
        <Page
          key={role.id}
          title={title}
          caption={role.title}
          breadcrumbs={[libraryCrumb, rolesCrumb, { label: role.title, href: rolePath(role.id) }, ...crumbs(role)]}
        >
          {role.local && role.retiredOn === undefined ? (
            children(role)
          ) : (
            <EmptyState title={role.local ? 'This role is retired.' : 'This role is shared by everybody.'}>
              <p>
                It cannot be changed. <Link to={`${rolePath(role.id)}/copy`}>Copy it into a role of your own</Link>, then
                change the copy.
              </p>
            </EmptyState>
          )}
        </Page>
      )}
    </LoadedPage>
  );
}

interface RoleFormProps {
  role: Role;
  /** What is sent besides the reason; undefined while it cannot be. */
  change: () => Omit<RoleChange, 'reason'>;
  check?: () => FieldProblem[];
  /** The page of the role that shows what was changed. */
  view: string;
  label?: string;
  warning?: boolean;
  reasonHint?: string;
  children: ReactNode;
}

/** One part of a role's form: it saves on its own, as a new version, with what changed and why. */
export function RoleForm({ role, change, check, view, label = 'Save as a new version', warning, reasonHint, children }: RoleFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  // Kept from the first reading: what arrives in the background does not move it, so that nobody's change is replaced unseen.
  const [base, setBase] = useState(role.version);
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(check?.() ?? []),
      ...(reason.trim() === '' ? [{ name: 'reason', message: 'Say what changed and why' }] : []),
    ],
    send: async () => {
      try {
        return await answer(
          api.PATCH('/roles/{id}', {
            params: { path: { id: role.id }, header: { 'If-Match': `"${base}"` } },
            body: { ...change(), reason },
          }),
        );
      } catch (thrown) {
        if (!(thrown instanceof ApiProblem) || thrown.status !== 412) throw thrown;
        const newest = await queries.query({ ...roleQuery(role.id), staleTime: 0 });
        setBase(newest.version);
        throw new ApiProblem({
          title: thrown.title,
          detail:
            'Somebody else changed this role after you opened it. What you typed is kept. Read their version below; save again to put yours in its place.',
          status: thrown.status,
          code: thrown.code,
          requestId: thrown.requestId,
        });
      }
    },
    done: async (saved) => {
      await refresh();
      await done(view === '' ? rolePath(saved.id) : `${rolePath(saved.id)}/${view}`, `Version ${saved.version} is saved.`);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      {base === role.version ? null : (
        <InsetText>
          <p>
            <Link to={`${rolePath(role.id)}/differences?from=${role.version}&to=${base}`}>
              See what changed from version {role.version} to version {base}
            </Link>
          </p>
        </InsetText>
      )}
      {children}
      <LongTextField
        name="reason"
        label="What changed, and why"
        hint={reasonHint ?? 'It stands in the history of the role'}
        rows={2}
        value={reason}
        onChange={setReason}
      />
      <SubmitButton pending={state.pending} warning={warning}>
        {label}
      </SubmitButton>
    </Form>
  );
}
