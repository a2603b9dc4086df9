import { useQueryClient } from '@tanstack/react-query';
import { Radios } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { ApiProblem, type FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, LongTextField, StateTag, SubmitButton, TextField, useControlKeys, useDone, useField } from '@/design';
import type { JobScheme } from '../types';
import { counted } from '../words';
import { LevelDescriptors, LevelProfiles } from './LevelText';
import { afterConflict, nextFactor } from './match';
import { matchQuery } from './queries';
import type { JobMatch, LevelDefinition, MatchDecision, WorkbenchFactor } from './types';

interface FactorFormProps {
  match: JobMatch;
  scheme: JobScheme;
  factor: WorkbenchFactor;
  level: number | undefined;
  onLevel: (level: number) => void;
}

interface Input {
  level: number;
  options: string;
  reason: string;
}

/** Chooses a level for a factor and says why; then goes on to the next without one. */
export function FactorForm({ match, scheme, factor, level, onLevel }: FactorFormProps) {
  const { id, role } = match.summary;
  const { no, name } = factor;
  const queryClient = useQueryClient();
  const done = useDone();
  const refresh = useRefresh();
  const [options, setOptions] = useState(factor.decision?.options ?? '');
  const [reason, setReason] = useState(factor.decision?.reason ?? '');
  // What this person opened. What arrives in the background later does not move it, so that nothing is replaced unseen.
  const [opened, setOpened] = useState({ version: match.summary.version, decision: factor.decision });
  const [meanwhile, setMeanwhile] = useState<MatchDecision>();

  function save(version: number, { level: chosen, options: letters, reason: why }: Input): Promise<JobMatch> {
    return answer(
      api.POST('/job-matches/{id}/factors', {
        params: { path: { id } },
        body: { version, no, level: chosen, options: letters, reason: why },
      }),
    );
  }

  /** Saves; when somebody was quicker on another factor, again; when on this one, shows theirs first. */
  async function saveGuarded(input: Input): Promise<JobMatch> {
    try {
      return await save(opened.version, input);
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem) || thrown.status !== 409) throw thrown;
      const now = await queryClient.query({ ...matchQuery(id), staleTime: 0 });
      const what = afterConflict(opened.decision, now, no);
      if (what === 'closed') throw thrown;
      const decision = now.decisions.find((one) => one.no === no);
      setOpened({ version: now.summary.version, decision });
      if (what === 'send_again') return await save(now.summary.version, input);
      setMeanwhile(decision);
      throw new ApiProblem({
        title: thrown.title,
        detail: `${decision?.decidedBy.name ?? 'Another member'} saved this factor after you opened it. What it says now stands below; what you chose and typed is kept. Save again to put yours in its place.`,
        status: thrown.status,
        code: thrown.code,
      });
    }
  }

  const { submit, ...state } = useSubmission({
    check: (input: Input) => check(input, name),
    send: saveGuarded,
    done: async (saved) => {
      queryClient.setQueryData(matchQuery(id).queryKey, saved);
      await refresh();
      const next = nextFactor(saved.decisions, scheme.factors.length, no);
      await done(
        next === undefined ? `/job-matches/${id}` : `/job-matches/${id}/factors/${next}`,
        next === undefined
          ? `Factor ${no} is saved. All factors of ${role.name} have a level.`
          : `Factor ${no}, ${name}, is saved at level ${level ?? ''}.`,
      );
    },
  });

  function send() {
    void submit({ level: level ?? 0, options: options.trim().toLowerCase(), reason: reason.trim() });
  }
  useControlKeys({ Enter: send });

  return (
    <Form {...state} onSubmit={send}>
      {meanwhile ? (
        <div className="bw-judged">
          <p className="bw-judged__where">What it says now, saved by {meanwhile.decidedBy.name}</p>
          <p className="bw-judged__text">
            Level {meanwhile.level}: {meanwhile.reason}
          </p>
        </div>
      ) : null}
      <LevelField levels={factor.levels} value={level} onChange={onLevel} />
      <LongTextField
        name="reason"
        label="Reason for this level"
        hint="What the job does that makes it this level, and where that stands"
        value={reason}
        onChange={setReason}
        rows={4}
      />
      <TextField
        name="options"
        label="Option letters (optional)"
        hint="The ways in which the job reaches the level, for example ab"
        width="5"
        autoComplete="off"
        value={options}
        onChange={setOptions}
      />
      <SubmitButton pending={state.pending}>Save factor and next</SubmitButton>
      <p className="bw-small">
        Keyboard: Control and Enter saves, Control and full stop opens the next factor, Control and comma the previous
        one.
      </p>
    </Form>
  );
}

function check({ level, reason, options }: Input, name: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (level === 0) problems.push({ name: 'level', message: `Choose the level for ${name}` });
  if (reason === '') problems.push({ name: 'reason', message: 'Give the reason for this level' });
  if (!/^[a-h]*$/.test(options)) {
    problems.push({ name: 'options', message: 'Give option letters only, for example ab, or leave this empty' });
  }
  return problems;
}

interface LevelFieldProps {
  levels: LevelDefinition[];
  value: number | undefined;
  onChange: (level: number) => void;
}

/** The levels of a factor, each with its points, how it stands beside the candidate, and the profiles' texts. */
function LevelField({ levels, value, onChange }: LevelFieldProps) {
  const { id, error } = useField('level', 'field-level-1');
  return (
    <Radios id={id} name="level" idPrefix={id} legend="Level" legendProps={{ size: 's' }} error={error}>
      {levels.map((definition) => (
        <div key={definition.level} className="bw-level">
          <Radios.Item
            id={`${id}-${definition.level}`}
            value={`${definition.level}`}
            checked={value === definition.level}
            onChange={() => onChange(definition.level)}
            hint={<LevelDescriptors definition={definition} />}
          >
            Level {definition.level}, {counted(definition.points, 'point')}{' '}
            {definition.result === 'undecided' ? null : <StateTag kind="match" state={definition.result} />}
          </Radios.Item>
          <LevelProfiles definition={definition} />
        </div>
      ))}
    </Radios>
  );
}
