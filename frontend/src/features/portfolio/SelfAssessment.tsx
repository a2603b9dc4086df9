import { LongTextField, RadiosField } from '@/design';
import type { SelfJudgement } from './types';
import { hiddenContent, selfJudgementChoices, selfJudgementWord } from './words';

interface FieldsProps {
  judgement: string;
  onJudgement: (judgement: string) => void;
  reason: string;
  onReason: (reason: string) => void;
}

/** The person's own view with its reason; both are needed before a claim goes to review. */
export function SelfAssessmentFields({ judgement, onJudgement, reason, onReason }: FieldsProps) {
  return (
    <>
      <RadiosField
        name="selfJudgement"
        label="How far do you meet it yourself?"
        hint="Needed before a claim is submitted. Your reviewer sees it beside the evidence."
        value={judgement}
        onChange={onJudgement}
        choices={selfJudgementChoices}
      />
      <LongTextField
        name="selfReason"
        label="Why do you see it so?"
        hint="For example how often you do it, and how much help you need"
        rows={3}
        value={reason}
        onChange={onReason}
      />
    </>
  );
}

interface SelfAssessmentProps {
  judgement?: SelfJudgement;
  reason: string;
  visible: boolean;
}

/** What the person says of themselves. */
export function SelfAssessment({ judgement, reason, visible }: SelfAssessmentProps) {
  if (!visible) return <p>{hiddenContent}</p>;
  if (!judgement) return <p>Nothing was said.</p>;
  return (
    <>
      <p>
        <strong>{selfJudgementWord(judgement)}</strong>
      </p>
      <p className="bw-written">{reason}</p>
    </>
  );
}
