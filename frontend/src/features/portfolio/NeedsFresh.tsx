import type { components } from '@/api/schema';
import { DateText, StateTag } from '@/design';

export type NeedsFreshEvidence = components['schemas']['NeedsFreshEvidence'];

/** A claim's state; an approval that counts no longer says that it needs fresh evidence. */
export function ClaimTag({ state, fresh }: { state: string; fresh?: NeedsFreshEvidence }) {
  return <StateTag kind="claim" state={fresh ? 'needs_fresh_evidence' : state} />;
}

/** Since when something counts no longer, and why. */
export function WhyFresh({ fresh }: { fresh: NeedsFreshEvidence }) {
  return (
    <>
      Needs fresh evidence since <DateText date={fresh.since} plain />. {fresh.because}
    </>
  );
}
