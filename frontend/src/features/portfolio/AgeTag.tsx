import { Tag } from 'nhsuk-react-components';
import type { ClaimSummary } from './types';

const tones = { within_target: 'white', due: 'yellow', over_target: 'red' } as const;

/** How long a claim has waited, held against the target. */
export function AgeTag({ age }: { age: ClaimSummary['age'] }) {
  if (!age) return null;
  const text = age.text.charAt(0).toUpperCase() + age.text.slice(1);
  return (
    <>
      <Tag modifier={tones[age.state]}>{text}</Tag>
      <span className="bw-note">
        {age.workingDays === 1 ? '1 working day' : `${age.workingDays} working days`} of {age.target}
      </span>
    </>
  );
}
