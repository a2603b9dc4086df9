import { Facts, longMoment, StateTag } from '@/design';
import { counted } from '../words';
import { LevelDescriptors, LevelProfiles } from './LevelText';
import type { WorkbenchFactor } from './types';
import { optionWords } from './words';

/** A factor of a match that this person does not change: what was decided, and what each level means. */
export function FactorReading({ factor }: { factor: WorkbenchFactor }) {
  const { decision } = factor;
  return (
    <>
      {decision ? (
        <Facts
          facts={[
            {
              term: 'Level',
              value: `${decision.level} ${optionWords(decision.options)}`,
            },
            { term: 'Points', value: decision.points },
            { term: 'Reason', value: <span className="bw-written">{decision.reason}</span> },
            { term: 'Saved', value: `${longMoment(decision.decidedAt)}, ${decision.decidedBy.name}` },
          ]}
        />
      ) : (
        <p>The panel has not chosen a level.</p>
      )}
      <h3 className="nhsuk-heading-s">The levels of this factor</h3>
      <ul className="bw-hits">
        {factor.levels.map((definition) => (
          <li key={definition.level}>
            <strong>
              Level {definition.level} ({counted(definition.points, 'point')})
            </strong>{' '}
            {definition.result === 'undecided' ? null : <StateTag kind="match" state={definition.result} />}
            <span className="bw-block">
              <LevelDescriptors definition={definition} />
            </span>
            <LevelProfiles definition={definition} />
          </li>
        ))}
      </ul>
    </>
  );
}
