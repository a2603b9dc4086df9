import { useLocation } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useDone } from '@/design';
import { JudgementForm } from './JudgementForm';
import type { Claim, ClaimSummary } from './types';

interface DecisionFormProps {
  claim: Claim;
  /** The claim that comes after this one in the queue. */
  next: ClaimSummary | undefined;
}

const done = {
  approve: 'is approved',
  approve_lower: 'is approved at a lower level',
  return: 'is returned',
};

/** Approve, approve at a lower level, or return: with the reason, then on to the next. */
export function DecisionForm({ claim: { summary, lowerLevels }, next }: DecisionFormProps) {
  const { search } = useLocation();
  const goOn = useDone();
  const refresh = useRefresh();
  return (
    <JudgementForm
      title="Your decision"
      thing={summary.statement ? 'statement' : 'criterion'}
      lowerLevels={lowerLevels}
      words={{ approve: 'Yes, approve', approve_lower: 'Approve at a lower level', return: 'Not yet, return it' }}
      needsReason={(decision) => decision === 'return' || decision === 'approve_lower'}
      reasonHint={(decision) => (decision === 'return' ? 'Say what is missing, and what would show it' : undefined)}
      button={next ? 'Decide and open the next' : 'Decide'}
      note="Keyboard: Control and Enter decides, Control and full stop opens the next claim, Control and comma the previous one."
      send={(judged, key) =>
        answer(
          api.POST('/claims/{id}/decision', {
            params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
            body: { version: summary.version, ...judged },
          }),
        )
      }
      done={async (_, decision) => {
        await refresh();
        await goOn(
          next ? `/reviews/${next.id}${search}` : `/reviews${search}`,
          `The claim of ${summary.person.name} on ${summary.title} ${done[decision]}.`,
        );
      }}
    />
  );
}
