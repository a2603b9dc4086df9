import { Details } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { SourceLines } from '@/design';
import { bandName, counted } from '../words';
import { descriptorsOf } from './levelTexts';
import type { LevelDefinition } from './types';

/** How many wordings stand beside a level; the profiles below it have the others. */
const mostWordings = 2;

/** How the national profiles describe a level, the most telling wordings. */
export function LevelDescriptors({ definition }: { definition: LevelDefinition }) {
  const descriptors = descriptorsOf(definition.profiles);
  if (descriptors.length === 0) return <>{definition.note}</>;
  return descriptors.slice(0, mostWordings).map(({ text, profiles, ranged }) => (
    <span key={text} className="bw-block">
      {text}{' '}
      <span className="bw-small">
        ({counted(profiles.length, 'profile')}
        {ranged ? ', a range of levels' : ''})
      </span>
    </span>
  ));
}

/** The rows of the national profiles at a level, word for word. */
export function LevelProfiles({ definition }: { definition: LevelDefinition }) {
  const { level, profiles } = definition;
  if (profiles.length === 0) return null;
  return (
    <Details className="bw-why bw-level__profiles">
      <Details.Summary>
        {counted(profiles.length, 'profile')} at this level
        <span className="nhsuk-u-visually-hidden">, level {level}</span>
      </Details.Summary>
      <Details.Text>
        <ul className="bw-hits">
          {profiles.map((row) => (
            <li key={row.profileId}>
              <Link to={`/library/profiles/${row.profileId}`}>{row.title}</Link>, {bandName(row.band).toLowerCase()}, level{' '}
              {row.levelText}
              {row.descriptor === '' ? null : <strong className="bw-block">{row.descriptor}</strong>}
              <span className="bw-block">{row.example}</span>
              <SourceLines document={row.document} lines={[row.line]} />
            </li>
          ))}
        </ul>
      </Details.Text>
    </Details>
  );
}
