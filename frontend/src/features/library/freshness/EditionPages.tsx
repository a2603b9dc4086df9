import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  ButtonLink,
  type Column,
  DateField,
  dateProblem,
  DateText,
  EmptyState,
  Facts,
  Form,
  isoOf,
  LoadedPage,
  LocalTable,
  longDate,
  LongTextField,
  noDate,
  Page,
  partsOf,
  Section,
  SubmitButton,
  TextField,
  useDone,
  useTableView,
} from '@/design';
import { useMay } from '@/session/session';
import { newestFirst } from '../newestFirst';
import { statementName } from '../words';
import { type ClassificationEdition, classificationEditionQuery, freshnessCrumbs, freshnessPath } from './queries';
import { StatementChoice } from './StatementChoice';

type Affected = ClassificationEdition['statements'][number];

const columns: Column<Affected>[] = [
  {
    key: 'code',
    header: 'Skill and level',
    value: ({ code, level }) => `${code} ${level}`,
    cell: ({ code, level }) => `${code} ${level}`,
  },
  {
    key: 'aspect',
    header: 'Statement',
    rowHeader: true,
    value: ({ aspect }) => aspect,
    cell: (statement) => (
      <Link to={`/library/statements/${statement.id}`} aria-label={statementName(statement)}>
        {statement.aspect}
      </Link>
    ),
  },
];

/** One edition of a classification with the statements that it affects. */
export function EditionPage() {
  const { editionId = '' } = useParams();
  const query = useQuery(classificationEditionQuery(editionId));
  return (
    <LoadedPage query={query} what="the edition" title="An edition of a classification" breadcrumbs={freshnessCrumbs}>
      {(edition) => <Edition edition={edition} />}
    </LoadedPage>
  );
}

function Edition({ edition }: { edition: ClassificationEdition }) {
  const may = useMay('roles.manage');
  const view = useTableView('', 'code');
  const { name, classification, startsOn, source, note, own, starting, statements, reason, changedBy, changedOn } = edition;
  return (
    <Page
      title={name}
      caption={classification}
      breadcrumbs={freshnessCrumbs}
      action={may ? <ButtonLink href={`${freshnessPath}/editions/${edition.id}/edit`}>Choose its statements</ButtonLink> : undefined}
    >
      <Facts
        facts={[
          { term: 'In use from', value: <DateText date={startsOn} plain /> },
          { term: 'Source', value: source },
          { term: 'Note', value: note },
          { term: 'Comes from', value: own ? 'Added by your organisation' : 'This installation' },
          {
            term: 'Statements chosen by',
            value: changedBy ? `${changedBy.name}${changedOn ? `, ${longDate(changedOn)}` : ''}` : starting ? 'This installation proposes them' : '',
          },
          { term: 'Because', value: reason ?? '' },
        ]}
      />
      <Section title="Statements that it affects">
        <p>For these, evidence from before {longDate(startsOn)} counts no longer.</p>
        <LocalTable
          caption="Statements that it affects"
          hideCaption
          view={view}
          columns={columns}
          rows={statements}
          rowKey={({ id }) => id}
          searchLabel={statements.length > 10 ? 'Search statements' : undefined}
          pageSize={20}
          empty={
            <EmptyState title="It affects no statement.">
              <p>Nobody is asked for fresh evidence because of it.</p>
            </EmptyState>
          }
        />
      </Section>
    </Page>
  );
}

export function NewEditionPage() {
  return (
    <Page title="Add an edition of a classification" breadcrumbs={freshnessCrumbs}>
      <EditionForm
        own
        send={(body, key) =>
          answer(
            api.POST('/classification-editions', {
              params: { header: { 'Idempotency-Key': key } },
              body,
            }),
          )
        }
        saved="The edition is added."
        label="Add the edition"
      />
    </Page>
  );
}

export function EditEditionPage() {
  const { editionId = '' } = useParams();
  const query = useQuery(classificationEditionQuery(editionId));
  const refresh = useRefresh();
  return (
    <LoadedPage query={query} what="the edition" title="Choose its statements" breadcrumbs={freshnessCrumbs}>
      {(edition) => (
        <Page
          title={edition.own ? 'Change an edition' : 'Choose its statements'}
          caption={edition.name}
          breadcrumbs={[...freshnessCrumbs, { label: edition.name, href: `${freshnessPath}/editions/${edition.id}` }]}
        >
          {edition.own ? null : (
            <p>
              It came with the installation and is in use from {longDate(edition.startsOn)}. You choose which statements it
              affects.
            </p>
          )}
          <EditionForm
            edition={edition}
            own={edition.own}
            send={({ statementIds, reason, ...facts }) =>
              newestFirst(
                answer(
                  api.PATCH('/classification-editions/{id}', {
                    params: { path: { id: edition.id }, header: { 'If-Match': `"${edition.version}"` } },
                    body: edition.own ? { ...facts, statementIds, reason } : { statementIds, reason },
                  }),
                ),
                refresh,
              )
            }
            saved="The edition is saved."
            label="Save"
          />
        </Page>
      )}
    </LoadedPage>
  );
}

interface EditionWords {
  classification: string;
  name: string;
  startsOn: string;
  source: string;
  note: string;
  statementIds: string[];
  reason: string;
}

interface EditionFormProps {
  edition?: ClassificationEdition;
  /** Whether its name and first day are the organisation's to write. */
  own: boolean;
  send: (words: EditionWords, key: string) => Promise<ClassificationEdition>;
  saved: string;
  label: string;
}

function EditionForm({ edition, own, send, saved, label }: EditionFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [words, setWords] = useState<Omit<EditionWords, 'startsOn'>>({
    classification: edition?.classification ?? '',
    name: edition?.name ?? '',
    source: edition?.source ?? '',
    note: edition?.note ?? '',
    statementIds: edition?.statements.map(({ id }) => id) ?? [],
    reason: '',
  });
  const [startsOn, setStartsOn] = useState(() => (edition ? partsOf(edition.startsOn) : noDate));
  const set = (part: Partial<typeof words>) => setWords({ ...words, ...part });
  const wrongDate = dateProblem('The first day', startsOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => {
      const problems: FieldProblem[] = [];
      if (own) {
        if (words.classification.trim() === '') problems.push({ name: 'classification', message: 'Name the classification, for example OPCS-4' });
        if (words.name.trim() === '') problems.push({ name: 'name', message: 'Name the edition, for example OPCS-4.12' });
        if (wrongDate) problems.push({ name: 'startsOn', message: wrongDate.message });
      }
      if (words.reason.trim() === '') problems.push({ name: 'reason', message: 'Say why it affects these statements' });
      return problems;
    },
    send: (_: undefined, key) => send({ ...words, startsOn: isoOf(startsOn) ?? '' }, key),
    done: async ({ id }) => {
      await refresh();
      await done(`${freshnessPath}/editions/${id}`, saved);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      {own ? (
        <>
          <TextField
            name="classification"
            label="Classification"
            hint="For example OPCS-4"
            value={words.classification}
            onChange={(classification) => set({ classification })}
            width="20"
          />
          <TextField name="name" label="Edition" hint="For example OPCS-4.12" value={words.name} onChange={(name) => set({ name })} width="20" />
          <DateField name="startsOn" label="From which day is it coded with?" value={startsOn} onChange={setStartsOn} wrong={wrongDate?.parts} />
          <TextField name="source" label="Where is this from? (optional)" value={words.source} onChange={(source) => set({ source })} />
          <TextField name="note" label="Note (optional)" value={words.note} onChange={(note) => set({ note })} />
        </>
      ) : null}
      <StatementChoice
        name="statementIds"
        label="Which statements does it affect?"
        value={words.statementIds}
        onChange={(statementIds) => set({ statementIds })}
      />
      <LongTextField name="reason" label="Why these?" value={words.reason} onChange={(reason) => set({ reason })} rows={3} />
      <SubmitButton pending={state.pending}>{label}</SubmitButton>
    </Form>
  );
}
