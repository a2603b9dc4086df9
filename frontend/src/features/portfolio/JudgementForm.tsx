import { useState } from 'react';
import type { FieldProblem } from '@/api/problem';
import { useSubmission } from '@/api/submit';
import { Form, LongTextField, RadiosField, Section, SelectField, SubmitButton, useControlKeys } from '@/design';
import type { Schemas } from './types';

export type Judged = Pick<Schemas['SecondJudgement'], 'decision' | 'level' | 'reason'>;
type Decision = Judged['decision'];

interface JudgementFormProps<Output> {
  title: string;
  /** What is claimed: the form asks whether the evidence shows it. */
  thing: 'statement' | 'criterion';
  lowerLevels: number[];
  /** What the choices are called. */
  words: Record<Decision, string>;
  needsReason: (decision: string) => boolean;
  reasonHint: (decision: string) => string | undefined;
  button: string;
  note: React.ReactNode;
  send: (judged: Judged, key: string) => Promise<Output>;
  done: (output: Output, decision: Decision) => Promise<void>;
}

/** Whether the evidence shows what is claimed, at which level, and why: for the first assessor and for the second. */
export function JudgementForm<Output>(props: JudgementFormProps<Output>) {
  const { title, thing, lowerLevels, words, button, note } = props;
  const [decision, setDecision] = useState('');
  const [level, setLevel] = useState(lowerLevels.length === 1 ? String(lowerLevels[0]) : '');
  const [reason, setReason] = useState('');
  const needsReason = props.needsReason(decision);

  const { submit, ...state } = useSubmission({
    check: (): FieldProblem[] => {
      const problems: FieldProblem[] = [];
      if (decision === '') problems.push({ name: 'decision', message: 'Choose a decision' });
      if (decision === 'approve_lower' && level === '') problems.push({ name: 'level', message: 'Choose the level' });
      if (needsReason && reason.trim() === '') {
        problems.push({ name: 'reason', message: 'Give the reason, so that the person knows what to do' });
      }
      return problems;
    },
    send: props.send,
    done: (output) => props.done(output, decision as Decision),
  });
  const judge = () =>
    void submit({
      decision: decision as Decision,
      level: decision === 'approve_lower' ? Number(level) : undefined,
      reason,
    });
  useControlKeys({ Enter: judge });

  const choice = (value: Decision) => ({ value, label: words[value] });
  return (
    <Section title={title}>
      <Form {...state} onSubmit={judge}>
        <RadiosField
          name="decision"
          label={`Does the evidence show what the ${thing} asks for?`}
          value={decision}
          onChange={setDecision}
          choices={[choice('approve'), ...(lowerLevels.length > 0 ? [choice('approve_lower')] : []), choice('return')]}
        />
        {decision === 'approve_lower' ? (
          <SelectField
            name="level"
            label="Which level?"
            value={level}
            onChange={setLevel}
            placeholder="Choose a level"
            choices={lowerLevels.map((one) => ({ value: String(one), label: `Level ${one}` }))}
          />
        ) : null}
        <LongTextField
          name="reason"
          label={needsReason ? 'Reason' : 'Comment (optional)'}
          hint={props.reasonHint(decision)}
          value={reason}
          onChange={setReason}
        />
        <SubmitButton pending={state.pending}>{button}</SubmitButton>
        <p className="bw-small">{note}</p>
      </Form>
    </Section>
  );
}
