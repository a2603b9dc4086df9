import { useQuery, useQueryClient } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { type FieldProblem, problemFrom } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, EmptyState, Form, LoadedPage, LongTextField, Page, SubmitButton, TextField, useDone } from '@/design';
import { skillCrumbs, statementPath } from './paths';
import { statementQuery } from '../queries';
import type { Statement, StatementDetail, StatementExample } from '../types';
import { libraryCrumb, statementName } from '../words';

function useStatement() {
  const { statementId = '' } = useParams();
  return useQuery(statementQuery(statementId));
}

function crumbs(statement: Statement) {
  return [...skillCrumbs(statement), { label: statement.aspect, href: statementPath(statement.id) }];
}

export function NewExamplePage() {
  return (
    <LoadedPage query={useStatement()} what="the statement" title="Write an example" breadcrumbs={[libraryCrumb]}>
      {({ statement }) => (
        <ExampleForm
          statement={statement}
          title="Write an example"
          button="Add the example"
          done="The example is added."
          send={({ text }, key) =>
            answer(
              api.POST('/statements/{id}/examples', {
                params: { path: { id: statement.id }, header: { 'Idempotency-Key': key } },
                body: { text },
              }),
            )
          }
        />
      )}
    </LoadedPage>
  );
}

export function EditExamplePage() {
  return (
    <LoadedPage query={useStatement()} what="the example" title="Change the example" breadcrumbs={[libraryCrumb]}>
      {(detail) => (
        <WithExample detail={detail} title="Change the example">
          {(example) => (
            <ExampleForm
              statement={detail.statement}
              example={example}
              title="Change the example"
              button="Save the example"
              done="The example is changed."
              send={({ text, position, version }) =>
                answer(
                  api.PATCH('/statement-examples/{id}', {
                    params: { path: { id: example.id }, header: { 'If-Match': `"${version}"` } },
                    body: { text, position },
                  }),
                )
              }
            />
          )}
        </WithExample>
      )}
    </LoadedPage>
  );
}

export function EndExamplePage() {
  return (
    <LoadedPage query={useStatement()} what="the example" title="Show this example no longer?" breadcrumbs={[libraryCrumb]}>
      {(detail) => (
        <WithExample detail={detail} title="Show this example no longer?">
          {(example) => <Ending statement={detail.statement} example={example} />}
        </WithExample>
      )}
    </LoadedPage>
  );
}

interface WithExampleProps {
  detail: StatementDetail;
  title: string;
  children: (example: StatementExample) => ReactNode;
}

function WithExample({ detail, title, children }: WithExampleProps) {
  const { exampleId } = useParams();
  const example = detail.examples.find(({ id }) => id === exampleId);
  if (example) return <>{children(example)}</>;
  return (
    <Page title={title} breadcrumbs={crumbs(detail.statement)}>
      <EmptyState title="This example is no longer shown.">
        <p>Somebody ended it. The statement’s other examples stand on its page.</p>
      </EmptyState>
    </Page>
  );
}

interface ExampleFormProps {
  statement: Statement;
  /** The example that is changed; absent for a new one. */
  example?: StatementExample;
  title: string;
  button: string;
  done: string;
  send: (input: { text: string; position?: number; version: number }, key: string) => Promise<unknown>;
}

function ExampleForm({ statement, example, title, button, done, send }: ExampleFormProps) {
  const goOn = useDone();
  const refresh = useRefresh();
  const queryClient = useQueryClient();
  // The version that the person has seen; a newer one is seen once it has been shown.
  const [seen, setSeen] = useState(example);
  const [opened] = useState(example);
  const [text, setText] = useState(example?.text ?? '');
  const [position, setPosition] = useState(`${example?.position ?? ''}`);

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (text.trim() === '') problems.push({ name: 'text', message: 'Write the example' });
    if (example && !/^[1-9]\d{0,2}$/.test(position.trim())) {
      problems.push({ name: 'position', message: 'Give its place as a whole number from 1' });
    }
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: async (_: undefined, key) => {
      try {
        return await send({ text, position: example ? Number(position) : undefined, version: seen?.version ?? 0 }, key);
      } catch (thrown) {
        if (problemFrom(thrown).status === 412) {
          const now = await queryClient.query({ ...statementQuery(statement.id), staleTime: 0 });
          setSeen(now.examples.find(({ id }) => id === example?.id) ?? seen);
        }
        throw thrown;
      }
    },
    done: async () => {
      await refresh();
      await goOn(statementPath(statement.id), done);
    },
  });

  return (
    <Page title={title} caption={statementName(statement)} breadcrumbs={crumbs(statement)}>
      <p>{statement.text}</p>
      {seen && seen.version !== opened?.version ? (
        <InsetText>
          <p>
            {seen.updatedBy.name} changed this example after you opened it. What you typed is still here; send it again
            to put it in the place of theirs.
          </p>
          <blockquote className="bw-quote">{seen.text}</blockquote>
        </InsetText>
      ) : null}
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <LongTextField
          name="text"
          label="What does it look like when somebody does this well?"
          hint="A situation from your own work, without anything about a patient"
          value={text}
          onChange={setText}
        />
        {example ? (
          <TextField
            name="position"
            label="Its place among the examples"
            hint="1 stands first"
            width="3"
            numeric
            value={position}
            onChange={setPosition}
          />
        ) : null}
        <SubmitButton pending={state.pending}>{button}</SubmitButton>
      </Form>
    </Page>
  );
}

function Ending({ statement, example }: { statement: Statement; example: StatementExample }) {
  const goOn = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (version: number) =>
      answer(api.POST('/statement-examples/{id}/end', { params: { path: { id: example.id } }, body: { version } })),
    done: async () => {
      await refresh();
      await goOn(statementPath(statement.id), 'The example is shown no longer.');
    },
  });
  return (
    <Confirm
      {...state}
      question="Show this example no longer?"
      confirm="Show it no longer"
      onConfirm={() => void submit(example.version)}
      back={{ label: 'Keep it', href: statementPath(statement.id) }}
    >
      <blockquote className="bw-quote">{example.text}</blockquote>
      <p>Nobody sees it any more. To bring it back, write it again.</p>
    </Confirm>
  );
}
