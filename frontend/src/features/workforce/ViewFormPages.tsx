import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import type { components } from '@/api/schema';
import { Confirm, EmptyState, Form, Loaded, Page, SubmitButton, TextField, useDone } from '@/design';
import { viewQuery } from './viewQuery';
import { chosenOf, organisationCrumb, viewPages } from './words';

type View = components['schemas']['SavedView'];

const list = '/organisation/views';
const crumbs = [organisationCrumb, { label: 'Saved views', href: list }];

/** Gives what is chosen on a page a name. */
export function SaveViewPage() {
  const [params] = useSearchParams();
  const chosen = chosenOf(params);
  return (
    <Page title="Save this view" breadcrumbs={crumbs}>
      {chosen === undefined ? (
        <EmptyState title="There is nothing to save here.">
          <p>
            Choose what you want to see, for example on <Link to="/organisation/readiness">Readiness</Link>, and then “Save this
            view”.
          </p>
        </EmptyState>
      ) : (
        <>
          <p>
            What you have chosen on {viewPages[chosen.page]}, with its search and sort. The people are not saved: whoever opens
            the view sees their own.
          </p>
          <NameForm
            name=""
            send={(name, key) =>
              answer(api.POST('/workforce/views', { params: { header: { 'Idempotency-Key': key } }, body: { ...chosen, name } }))
            }
            said={({ name }) => `${name} is saved.`}
          />
        </>
      )}
    </Page>
  );
}

/** Gives a view another name. */
export function RenameViewPage() {
  const { viewId = '' } = useParams();
  const view = useQuery(viewQuery(viewId));
  return (
    <Page title="Rename a view" breadcrumbs={crumbs}>
      <Loaded query={view} what="the view">
        {({ value, etag }) => (
          <NameForm
            name={value.name}
            send={(name) =>
              answer(
                api.PATCH('/workforce/views/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } }, body: { name } }),
              )
            }
            said={({ name }) => `The view is now called ${name}.`}
          />
        )}
      </Loaded>
    </Page>
  );
}

interface NameFormProps {
  name: string;
  send: (name: string, key: string) => Promise<View>;
  said: (view: View) => string;
}

function NameForm({ name: before, send, said }: NameFormProps) {
  const [name, setName] = useState(before);
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => (name.trim() === '' ? [{ name: 'name', message: 'Give the view a name' }] : []),
    send: (_: undefined, key) => send(name, key),
    done: async (view) => {
      await refresh();
      await done(list, said(view));
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TextField name="name" label="Name" hint="For example Band 4 not ready yet" value={name} onChange={setName} />
      <SubmitButton pending={state.pending}>Save</SubmitButton>
    </Form>
  );
}

/** Asks before a view is deleted. */
export function DeleteViewPage() {
  const { viewId = '' } = useParams();
  const view = useQuery(viewQuery(viewId));
  return (
    <Loaded query={view} what="the view">
      {({ value, etag }) => <Delete view={value} etag={etag} />}
    </Loaded>
  );
}

function Delete({ view, etag }: { view: View; etag: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.DELETE('/workforce/views/{id}', { params: { path: { id: view.id }, header: { 'If-Match': etag } } })),
    done: async () => {
      await done(list, `${view.name} is deleted.`);
      await refresh();
    },
  });
  return (
    <Confirm
      {...state}
      question={`Delete ${view.name}?`}
      confirm="Delete this view"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: list }}
    >
      <p>Its link stops working for everybody to whom you sent it. The pages themselves stay as they are.</p>
    </Confirm>
  );
}
