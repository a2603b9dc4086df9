import type { components } from '@/api/schema';
import { DateText, StateTag } from '@/design';

export type NeedsFreshEvidence = components['schemas']['NeedsFreshEvidence'];

interface ClaimTagProps {
  state: string;
  fresh?: NeedsFreshEvidence;
  /** Whether the approval waits for the viewer's second look, so that they do not see at which level it was. */
  sealed?: boolean;
}

/** A claim's state; an approval that counts no longer says that it needs fresh evidence. */
export function ClaimTag({ state, fresh, sealed = false }: ClaimTagProps) {
  return <StateTag kind="claim" state={fresh ? 'needs_fresh_evidence' : sealed ? 'sealed' : state} />;
}

/** Since when something counts no longer, and why. */
export function WhyFresh({ fresh }: { fresh: NeedsFreshEvidence }) {
  return (
    <>
      Needs fresh evidence since <DateText date={fresh.since} plain />. {fresh.because}
    </>
  );
}
