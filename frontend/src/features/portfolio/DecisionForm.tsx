import { useState } from 'react';
import { useLocation } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { Form, LongTextField, RadiosField, Section, SelectField, SubmitButton, useControlKeys, useDone } from '@/design';
import type { Claim, ClaimSummary } from './types';

type Judgement = components['schemas']['ClaimJudgement'];

interface DecisionFormProps {
  claim: Claim;
  /** The claim that comes after this one in the queue. */
  next: ClaimSummary | undefined;
}

const done: Record<Judgement['decision'], string> = {
  approve: 'is approved',
  approve_lower: 'is approved at a lower level',
  return: 'is returned',
};

/** Approve, approve at a lower level, or return: with the reason, then on to the next. */
export function DecisionForm({ claim, next }: DecisionFormProps) {
  const { summary, lowerLevels } = claim;
  const { search } = useLocation();
  const goOn = useDone();
  const refresh = useRefresh();
  const [decision, setDecision] = useState('');
  const [level, setLevel] = useState(lowerLevels.length === 1 ? String(lowerLevels[0]) : '');
  const [reason, setReason] = useState('');
  const needsReason = decision === 'return' || decision === 'approve_lower';

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (decision === '') problems.push({ name: 'decision', message: 'Choose a decision' });
    if (decision === 'approve_lower' && level === '') {
      problems.push({ name: 'level', message: 'Choose the level at which you approve' });
    }
    if (needsReason && reason.trim() === '') {
      problems.push({ name: 'reason', message: 'Give the reason, so that the person knows what to do' });
    }
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (judgement: Judgement, key) =>
      answer(
        api.POST('/claims/{id}/decision', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: judgement,
        }),
      ),
    done: async () => {
      const said = `The claim of ${summary.person.name} on ${summary.title} ${done[decision as Judgement['decision']]}.`;
      await refresh();
      await goOn(next ? `/reviews/${next.id}${search}` : `/reviews${search}`, said);
    },
  });

  function decide() {
    void submit({
      version: summary.version,
      decision: decision as Judgement['decision'],
      level: decision === 'approve_lower' ? Number(level) : undefined,
      reason,
    });
  }

  useControlKeys({ Enter: decide });

  return (
    <Section title="Your decision">
      <Form {...state} onSubmit={decide}>
        <RadiosField
          name="decision"
          label={`Does the evidence show what the ${summary.statement ? 'statement' : 'criterion'} asks for?`}
          value={decision}
          onChange={setDecision}
          choices={[
            { value: 'approve', label: 'Yes, approve' },
            ...(lowerLevels.length > 0 ? [{ value: 'approve_lower', label: 'Approve at a lower level' }] : []),
            { value: 'return', label: 'Not yet, return it' },
          ]}
        />
        {decision === 'approve_lower' ? (
          <SelectField
            name="level"
            label="At which level?"
            value={level}
            onChange={setLevel}
            placeholder="Choose a level"
            choices={lowerLevels.map((one) => ({ value: String(one), label: `Level ${one}` }))}
          />
        ) : null}
        <LongTextField
          name="reason"
          label={needsReason ? 'Reason' : 'Comment (optional)'}
          hint={decision === 'return' ? 'Say what is missing, and what would show it' : undefined}
          value={reason}
          onChange={setReason}
        />
        <SubmitButton pending={state.pending}>{next ? 'Decide and open the next' : 'Decide'}</SubmitButton>
        <p className="bw-small">
          Keyboard: Control and Enter decides, Control and full stop opens the next claim, Control and comma
          the previous one.
        </p>
      </Form>
    </Section>
  );
}
