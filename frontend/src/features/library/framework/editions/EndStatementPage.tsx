import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { Form, LoadedPage, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { DraftPage } from './DraftPage';
import { Impact } from './Impact';
import { OthersChanges } from './OthersChanges';
import type { EditionDetail } from './types';
import { useDraftSubmission } from './useDraftSubmission';
import { editionName } from './words';
import { editionCrumbs, editionPath } from '../paths';
import { statementQuery } from '../../queries';
import type { Statement } from '../../types';
import { statementName } from '../../words';

const title = 'End a statement';

/** Ends a statement with the draft: it is never deleted, but nobody can claim it any more. */
export function EndStatementPage() {
  const { statementId = '' } = useParams();
  const query = useQuery(statementQuery(statementId));
  return (
    <DraftPage title={title}>
      {(draft) => (
        <LoadedPage query={query} what="the statement" title={title} breadcrumbs={editionCrumbs(draft.frameworkId)}>
          {({ statement }) => <EndForm draft={draft} statement={statement} />}
        </LoadedPage>
      )}
    </DraftPage>
  );
}

function EndForm({ draft, statement }: { draft: EditionDetail; statement: Statement }) {
  const goOn = useDone();
  const [reason, setReason] = useState('');
  const edition = editionPath(draft.frameworkId, draft.edition.number);
  const { submit, others, ...state } = useDraftSubmission(draft, {
    check: () =>
      reason.trim() === '' ? [{ name: 'reason', message: 'Give the reason, so that others understand why it ends' }] : [],
    send: (_: undefined, { ifMatch }) =>
      answer(
        api.POST('/framework-editions/{id}/endings', {
          params: { path: { id: draft.id }, header: { 'If-Match': ifMatch } },
          body: { statementId: statement.id, reason },
        }),
      ),
    done: () => goOn(edition, `${statementName(statement)} ends when you publish this edition.`),
  });
  return (
    <Page
      title={`End ${statementName(statement)}?`}
      breadcrumbs={editionCrumbs(draft.frameworkId, [{ label: editionName(draft.edition), href: edition }])}
    >
      <p className="bw-statement-text">{statement.text}</p>
      <OthersChanges others={others} />
      <Impact statementId={statement.id} to="end" />
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <LongTextField name="reason" label="Reason" hint="It stands beside the change for everybody to read" value={reason} onChange={setReason} rows={3} />
        <div className="nhsuk-button-group">
          <SubmitButton warning pending={state.pending}>
            End it with this edition
          </SubmitButton>
          <Link to={edition}>Keep it</Link>
        </div>
      </Form>
    </Page>
  );
}
