import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, LongTextField, RadiosField, SelectField, SubmitButton, useDone } from '@/design';
import { aspectLinksQuery, frameworksQuery, profilesQuery, schemeQuery } from '../queries';
import type { NewOwnLink, OwnLink } from '../types';
import { bandName, levelChoices } from '../words';
import { aspectsOf } from './aspects';

interface LinkFormProps {
  /** What the form begins with; a new link has only its kind. */
  beginning: { kind: NewOwnLink['kind'] } & Partial<NewOwnLink>;
  /** A link that is there keeps its kind. */
  kindStays?: boolean;
  send: (body: NewOwnLink, idempotencyKey: string) => Promise<OwnLink>;
  saved: string;
  label: string;
}

function check(link: NewOwnLink): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const need = (there: unknown, name: string, message: string) => {
    if (!there) problems.push({ name, message });
  };
  need(link.code, 'code', 'Choose the skill');
  if (link.kind === 'skill_level') {
    need(link.level, 'level', 'Choose the level');
    need(link.profileId, 'profileId', 'Choose the profile');
  } else {
    need(link.aspect, 'aspect', 'Choose the aspect');
    need(link.factor, 'factor', 'Choose the factor');
  }
  need(link.reason.trim(), 'reason', 'Say why the two belong together');
  return problems;
}

/** A link of the organisation's own: what it joins, and why. */
export function LinkForm({ beginning, kindStays = false, send, saved, label }: LinkFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const { data: frameworks } = useQuery(frameworksQuery);
  const { data: profiles } = useQuery(profilesQuery);
  const { data: scheme } = useQuery(schemeQuery);
  const { data: aspects } = useQuery(aspectLinksQuery);
  const [kind, setKind] = useState(beginning.kind);
  const [code, setCode] = useState(beginning.code ?? '');
  const [level, setLevel] = useState(beginning.level ? String(beginning.level) : '');
  const [profileId, setProfileId] = useState(beginning.profileId ?? '');
  const [aspect, setAspect] = useState(beginning.aspect ?? '');
  const [factor, setFactor] = useState(beginning.factor ? String(beginning.factor) : '');
  const [reason, setReason] = useState(beginning.reason ?? '');
  const skills = frameworks?.items.flatMap((framework) => framework.skills) ?? [];

  const { submit, ...state } = useSubmission({
    check,
    send,
    done: async () => {
      await refresh();
      await done(kind === 'aspect' ? '/library/links/aspects' : '/library/links', saved);
    },
  });
  const link: NewOwnLink =
    kind === 'skill_level'
      ? { kind, code, level: level === '' ? undefined : Number(level), profileId: profileId || undefined, reason }
      : { kind, code, aspect: aspect || undefined, factor: factor === '' ? undefined : Number(factor), reason };
  return (
    <Form {...state} onSubmit={() => void submit(link)}>
      {kindStays ? null : (
        <RadiosField
          name="kind"
          label="What does it join?"
          value={kind}
          onChange={(value) => setKind(value === 'aspect' ? 'aspect' : 'skill_level')}
          choices={[
            { value: 'skill_level', label: 'A skill level and a national profile' },
            { value: 'aspect', label: 'An aspect of a skill and a job evaluation factor' },
          ]}
        />
      )}
      <SelectField
        name="code"
        label="Skill"
        value={code}
        onChange={setCode}
        placeholder="Choose a skill"
        choices={skills.map((skill) => ({ value: skill.code, label: `${skill.name} (${skill.code})` }))}
      />
      {kind === 'skill_level' ? (
        <>
          <SelectField
            name="level"
            label="Level"
            value={level}
            onChange={setLevel}
            placeholder="Choose a level"
            choices={levelChoices.slice(1)}
          />
          <SelectField
            name="profileId"
            label="National profile"
            value={profileId}
            onChange={setProfileId}
            placeholder="Choose a profile"
            choices={(profiles?.items ?? []).map(({ id, title, band }) => ({
              value: id,
              label: `${title} (${bandName(band).toLowerCase()})`,
            }))}
          />
        </>
      ) : (
        <>
          <SelectField
            name="aspect"
            label="Aspect"
            hint="The aspects of the skill that you chose"
            value={aspect}
            onChange={setAspect}
            placeholder={code === '' ? 'Choose a skill first' : 'Choose an aspect'}
            choices={aspectsOf(aspects, code).map((name) => ({ value: name, label: name }))}
          />
          <SelectField
            name="factor"
            label="Job evaluation factor"
            value={factor}
            onChange={setFactor}
            placeholder="Choose a factor"
            choices={(scheme?.factors ?? []).map(({ no, name }) => ({ value: String(no), label: `${no}, ${name}` }))}
          />
        </>
      )}
      <LongTextField
        name="reason"
        label="Why do they belong together?"
        hint="Everybody who looks the link up reads this"
        value={reason}
        onChange={setReason}
      />
      <SubmitButton pending={state.pending}>{label}</SubmitButton>
    </Form>
  );
}
