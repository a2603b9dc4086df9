import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateField, Form, Loaded, LongTextField, Page, SubmitButton, TextField, useDone, useToday } from '@/design';
import { auditEdit, auditProblems, type TypedAudit, typedAudit } from './auditForm';
import { PracticeFrame } from './PracticeFrame';
import { auditQuery, errorKeysQuery } from './queries';
import type { Audit, AuditEdit, CodeType, ErrorKey } from './types';
import { codeTypes, codeTypeWord } from './words';

export function NewAuditPage() {
  return (
    <PracticeFrame title="Audit this person’s coding">
      {(subject) => (
        <AuditForm
          button="Save the draft"
          said="The audit is saved as a draft. Look at its figures, then release it."
          send={(body, key) =>
            answer(
              api.POST('/people/{id}/coding-audits', {
                params: { path: { id: subject.id }, header: { 'Idempotency-Key': key } },
                body,
              }),
            )
          }
        />
      )}
    </PracticeFrame>
  );
}

export function EditAuditPage() {
  const { auditId = '' } = useParams();
  const query = useQuery(auditQuery(auditId));
  return (
    <Loaded query={query} what="the audit">
      {({ value: audit, etag }) => (
        <Page
          title={audit.summary.state === 'draft' ? 'Change the draft' : 'Correct the audit'}
          caption={audit.summary.person.name}
          breadcrumbs={[{ label: 'Audit', href: `/coding/audits/${auditId}` }]}
        >
          <AuditForm
            audit={audit}
            button={audit.summary.state === 'draft' ? 'Save the draft' : 'Save the correction'}
            said={audit.summary.state === 'draft' ? 'The draft is saved.' : 'The audit is corrected. What it said before stays on record.'}
            send={(body) =>
              answer(
                api.PUT('/coding-audits/{id}', {
                  params: { path: { id: auditId }, header: { 'If-Match': etag } },
                  body,
                }),
              )
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

interface AuditFormProps {
  audit?: Audit;
  button: string;
  said: string;
  send: (body: AuditEdit, key: string) => Promise<Audit>;
}

function AuditForm({ audit, button, said, send }: AuditFormProps) {
  const keys = useQuery(errorKeysQuery);
  const [typed, setTyped] = useState(typedAudit(useToday(), audit));
  const change = (part: Partial<TypedAudit>) => setTyped({ ...typed, ...part });
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => auditProblems(typed),
    send: (_: undefined, key) => send(auditEdit(typed), key),
    done: async ({ summary }) => {
      await refresh();
      await done(`/coding/audits/${summary.id}`, said);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>Leave out everything that could tell who a patient is. The figures are reckoned from what you count.</p>
      <TextField name="subject" label="What was audited?" hint="For example respiratory episodes" value={typed.subject} onChange={(subject) => change({ subject })} />
      <DateField name="auditedOn" label="Day of the audit" value={typed.auditedOn} onChange={(auditedOn) => change({ auditedOn })} />
      <DateField name="periodFrom" label="First day of the period audited" value={typed.periodFrom} onChange={(periodFrom) => change({ periodFrom })} />
      <DateField name="periodTo" label="Last day of the period audited" value={typed.periodTo} onChange={(periodTo) => change({ periodTo })} />
      <TextField name="sample" label="Episodes in the sample" value={typed.sample} onChange={(sample) => change({ sample })} width="4" numeric />
      <Loaded query={keys} what="the error keys">
        {({ items }) => (
          <>
            {codeTypes.map((type) => (
              <TypeFields key={type} type={type} keys={items.filter((key) => key.type === type)} typed={typed} change={change} />
            ))}
          </>
        )}
      </Loaded>
      <LongTextField
        name="findings"
        label="Findings (optional)"
        hint="The coder reads them when the audit is released"
        value={typed.findings}
        onChange={(findings) => change({ findings })}
      />
      {audit?.summary.state === 'released' ? (
        <LongTextField
          name="reason"
          label="Why do you correct it?"
          hint="What the audit said before stays on record, and the coder is asked to look again"
          value={typed.reason}
          onChange={(reason) => change({ reason })}
          rows={2}
        />
      ) : null}
      <SubmitButton pending={state.pending}>{button}</SubmitButton>
    </Form>
  );
}

interface TypeFieldsProps {
  type: CodeType;
  keys: ErrorKey[];
  typed: TypedAudit;
  change: (part: Partial<TypedAudit>) => void;
}

function TypeFields({ type, keys, typed, change }: TypeFieldsProps) {
  const none = { byCoder: '', byOther: '' };
  const setError = (key: string, part: Partial<typeof none>) =>
    change({ errors: { ...typed.errors, [key]: { ...none, ...typed.errors[key], ...part } } });
  const word = codeTypeWord(type);
  return (
    <fieldset className="nhsuk-fieldset bw-count-table">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">
        <h2 className="nhsuk-fieldset__heading">{word}</h2>
      </legend>
      <TextField
        name={`examined.${type}`}
        label={`${word}: codes examined`}
        hint="Those that the coder gave, and those that you found missing"
        value={typed.examined[type]}
        onChange={(examined) => change({ examined: { ...typed.examined, [type]: examined } })}
        width="5"
        numeric
      />
      <table className="nhsuk-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s">Errors, each wrong code once</caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col">Error</th>
            <th scope="col">By the coder</th>
            <th scope="col">Other cause</th>
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {keys.map(({ key, title, means }) => (
            <tr key={key} className="nhsuk-table__row">
              <th scope="row" className="nhsuk-table__header">
                {title}
                <span className="bw-note">{means}</span>
              </th>
              {(['byCoder', 'byOther'] as const).map((by) => (
                <td key={by} className="nhsuk-table__cell">
                  <input
                    className="nhsuk-input"
                    inputMode="numeric"
                    aria-label={`${word}, ${title}, ${by === 'byCoder' ? 'by the coder' : 'other cause'}`}
                    value={typed.errors[key]?.[by] ?? ''}
                    onChange={(event) => setError(key, { [by]: event.currentTarget.value })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
