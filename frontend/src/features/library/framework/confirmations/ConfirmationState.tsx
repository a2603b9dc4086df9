import { longMoment, StateTag } from '@/design';
import type { ClaimConfirmation } from './queries';

/** Whether something waits, or what was decided, by whom and why. */
export function ConfirmationState({
  decision,
  reason,
  decidedBy,
  decidedAt,
}: Pick<ClaimConfirmation, 'decision' | 'reason' | 'decidedBy' | 'decidedAt'>) {
  return (
    <>
      <StateTag kind="confirmation" state={decision} />
      {reason === '' ? null : <span className="bw-block">{reason}</span>}
      {decidedBy && decidedAt !== undefined ? (
        <span className="bw-small bw-block">
          {decidedBy.name}, {longMoment(decidedAt)}
        </span>
      ) : null}
    </>
  );
}
