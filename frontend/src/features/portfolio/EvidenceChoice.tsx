import { Link } from 'react-router';
import { CheckboxesField, EmptyState, longDate } from '@/design';
import { useSubject } from '@/session/subject';
import type { Evidence } from './types';
import { kindWord } from './words';

interface EvidenceChoiceProps {
  name: string;
  evidence: Evidence[];
  value: string[];
  onChange: (ids: string[]) => void;
}

/** Which pieces of evidence a claim rests on. */
export function EvidenceChoice({ name, evidence, value, onChange }: EvidenceChoiceProps) {
  const { portfolioPath } = useSubject();
  if (evidence.length === 0) {
    return (
      <EmptyState title="You have no evidence yet.">
        <p>
          <Link to={`${portfolioPath}/evidence/new`}>Add evidence</Link> first, then come back here.
        </p>
      </EmptyState>
    );
  }
  return (
    <CheckboxesField
      name={name}
      label="Which evidence shows it?"
      value={value}
      onChange={onChange}
      choices={evidence.map((one) => ({
        value: one.id,
        label: one.title,
        hint: `${kindWord(one.kind)}, ${longDate(one.happenedOn)}`,
      }))}
    />
  );
}
