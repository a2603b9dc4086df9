import { Details } from 'nhsuk-react-components';
import { Form, type FormState, SelectField, SubmitButton } from '@/design';
import { dutiesOfFactor } from '../duties';
import { complete, fieldOf, type Levels, pointsSoFar } from './levels';
import { Passages } from '../Passages';
import type { JobScheme, Role } from '../types';

interface LevelsFormProps extends FormState {
  scheme: JobScheme;
  levels: Levels;
  onChange: (levels: Levels) => void;
  onSubmit: () => void;
  /** The role whose duties stand beside the factors. */
  role?: Role;
}

/** A level for each of the 16 factors. */
export function LevelsForm({ scheme, levels, onChange, onSubmit, role, ...state }: LevelsFormProps) {
  const chosen = levels.filter((level) => level !== undefined).length;
  return (
    <Form {...state} onSubmit={onSubmit}>
      <div className="bw-factors">
        {scheme.factors.map(({ no, name, points, fixed }) => (
          <div key={no} className="bw-factors__factor">
            <SelectField
              name={fieldOf(no)}
              label={`${no}. ${name}${fixed ? ' (may not vary)' : ''}`}
              value={`${levels[no - 1] ?? ''}`}
              onChange={(value) =>
                onChange(
                  levels.map((level, index) => (index === no - 1 ? (value === '' ? undefined : Number(value)) : level)),
                )
              }
              placeholder="Choose a level"
              choices={points.map((score, index) => ({
                value: `${index + 1}`,
                label: `Level ${index + 1} (${score} points)`,
              }))}
            />
            {role ? <DutiesBeside role={role} factor={no} name={name} /> : null}
          </div>
        ))}
      </div>
      <p role="status">
        {complete(levels) ? '' : `${chosen} of ${scheme.factors.length} chosen, `}
        {pointsSoFar(levels, scheme)} points{complete(levels) ? '' : ' so far'}
      </p>
      <SubmitButton pending={state.pending}>Show what it matches</SubmitButton>
    </Form>
  );
}

function DutiesBeside({ role, factor, name }: { role: Role; factor: number; name: string }) {
  const duties = dutiesOfFactor(role.duties, factor);
  if (duties.length === 0) return <p className="bw-small">The job description has nothing under this factor.</p>;
  return (
    <Details className="bw-why">
      <Details.Summary>
        What the job description says<span className="nhsuk-u-visually-hidden"> under {name}</span>
      </Details.Summary>
      <Details.Text>
        <Passages document={role.document} passages={duties} />
      </Details.Text>
    </Details>
  );
}
