import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateText, Form, StateTag, SubmitButton } from '@/design';
import type { AuditAction } from './types';

/** What was agreed, with who does it and by when. */
export function Actions({ actions, here = false }: { actions: AuditAction[]; here?: boolean }) {
  return (
    <ul className="bw-rows">
      {actions.map((action) => (
        <li key={action.id}>
          {action.what === '' ? 'An action' : action.what} <StateTag kind="auditAction" state={action.state} />
          <span className="bw-note">
            {action.owner.name},{' '}
            {action.doneOn ? (
              <>
                done <DateText date={action.doneOn} />
              </>
            ) : (
              <>
                by <DateText date={action.dueOn} />
              </>
            )}
            {here ? null : (
              <>
                . <Link to={`/coding/audits/${action.auditId}`}>Open the audit</Link>
              </>
            )}
          </span>
          {action.mayFinish ? <Finish action={action} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Finish({ action }: { action: AuditAction }) {
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/coding-audit-actions/{id}/finish', {
          params: { path: { id: action.id }, header: { 'Idempotency-Key': key } },
          body: { version: action.version },
        }),
      ),
    done: refresh,
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <SubmitButton secondary pending={state.pending}>
        This is done<span className="nhsuk-u-visually-hidden">: {action.what}</span>
      </SubmitButton>
    </Form>
  );
}
