import { Button, Fieldset } from 'nhsuk-react-components';
import { SelectField, TextField } from '@/design';
import type { PathwayChoices } from '../types';
import { isGroup, type Kind, kindChoices, newPart, type Part } from './conditions';

interface PartProps {
  /** The name that the API knows the part by: "condition.of[1]". */
  name: string;
  /** Where the part stands, in words: "Condition 2.1". */
  place: string;
  part: Part;
  choices: PathwayChoices;
  onChange: (part: Part) => void;
  onRemove?: () => void;
  depth: number;
}

/** How deep groups go into one another. */
const deepest = 3;

/** Builds what a move asks: conditions, and groups of them of which all or any one has to be met. */
export function ConditionBuilder(props: Omit<PartProps, 'place' | 'depth' | 'onRemove'>) {
  return <Group {...props} place="" depth={1} />;
}

function Group({ name, place, part, choices, onChange, onRemove, depth }: PartProps) {
  const nested = place !== '';
  return (
    <Fieldset className={nested ? 'bw-condition bw-condition--group' : undefined}>
      <Fieldset.Legend size={nested ? 's' : 'm'}>{nested ? `${place}: a group` : 'What the move asks'}</Fieldset.Legend>
      <SelectField
        name={`${name}.kind`}
        label={nested ? `How much of the group ${place.toLowerCase()} is needed?` : 'How much of this is needed?'}
        value={part.kind}
        onChange={(kind) => onChange({ ...part, kind: kind === 'any' ? 'any' : 'all' })}
        choices={[
          { value: 'all', label: 'All of these' },
          { value: 'any', label: 'Any one of these' },
        ]}
      />
      {part.of.length === 0 ? (
        <p>{nested ? 'The group is empty.' : 'Nothing is asked: everybody in the first role can make the move.'}</p>
      ) : null}
      {part.of.map((inner, index) => {
        const own = {
          name: `${name}.of[${index}]`,
          place: nested ? `${place}.${index + 1}` : `Condition ${index + 1}`,
          part: inner,
          choices,
          depth: depth + 1,
          onChange: (changed: Part) => onChange({ ...part, of: part.of.with(index, changed) }),
          onRemove: () => onChange({ ...part, of: part.of.filter((_, at) => at !== index) }),
        };
        return isGroup(inner.kind) ? <Group key={inner.id} {...own} /> : <Leaf key={inner.id} {...own} />;
      })}
      <div className="nhsuk-button-group">
        <Button type="button" secondary small onClick={() => onChange({ ...part, of: [...part.of, newPart()] })}>
          Add a condition<span className="nhsuk-u-visually-hidden">{nested ? ` to the group ${place}` : ''}</span>
        </Button>
        {onRemove ? (
          <Button type="button" secondary small onClick={onRemove}>
            Remove the group<span className="nhsuk-u-visually-hidden"> {place}</span>
          </Button>
        ) : null}
      </div>
    </Fieldset>
  );
}

function Leaf({ name, place, part, choices, onChange, onRemove, depth }: PartProps) {
  const kinds = depth > deepest ? kindChoices.filter(({ value }) => value !== 'all' && value !== 'any') : kindChoices;
  return (
    <Fieldset className="bw-condition">
      <Fieldset.Legend size="s">{place}</Fieldset.Legend>
      <SelectField
        name={`${name}.kind`}
        label="What is asked?"
        value={part.kind}
        onChange={(kind) => onChange({ ...part, kind: kind as Kind | '', of: isGroup(kind as Kind) ? [newPart()] : [] })}
        placeholder="Choose what is asked"
        choices={kinds}
      />
      <LeafFields name={name} part={part} choices={choices} onChange={onChange} />
      <Button type="button" secondary small onClick={onRemove}>
        Remove<span className="nhsuk-u-visually-hidden"> {place}</span>
      </Button>
    </Fieldset>
  );
}

function LeafFields({ name, part, choices, onChange }: Pick<PartProps, 'name' | 'part' | 'choices' | 'onChange'>) {
  const set = (field: 'key' | 'months' | 'roleId' | 'text') => (value: string) => onChange({ ...part, [field]: value });
  switch (part.kind) {
    case 'accreditation':
    case 'milestone':
      return (
        <SelectField
          name={`${name}.key`}
          label={part.kind === 'milestone' ? 'Which milestone?' : 'Which accreditation?'}
          value={part.key}
          onChange={set('key')}
          placeholder="Choose one"
          choices={(part.kind === 'milestone' ? choices.milestones : choices.accreditations).map((choice) => ({
            value: choice.key,
            label: choice.name,
          }))}
        />
      );
    case 'months':
      return (
        <TextField name={`${name}.months`} label="How many months?" numeric width="3" value={part.months} onChange={set('months')} />
      );
    case 'agreement':
    case 'confirmation':
      return (
        <>
          {part.kind === 'confirmation' ? (
            <TextField
              name={`${name}.text`}
              label="What is to be confirmed?"
              hint="As the end of a sentence about the person: “has mentored a trainee”"
              value={part.text}
              onChange={set('text')}
            />
          ) : null}
          <SelectField
            name={`${name}.roleId`}
            label={part.kind === 'agreement' ? 'Who agrees?' : 'Who confirms it?'}
            value={part.roleId}
            onChange={set('roleId')}
            choices={[
              { value: '', label: part.kind === 'agreement' ? 'A manager, named below' : 'A manager of the person' },
              ...choices.roles.map(({ id, title }) => ({ value: id, label: `The ${title}` })),
            ]}
          />
          {part.kind === 'agreement' && part.roleId === '' ? (
            <TextField name={`${name}.text`} label="Which manager?" hint="For example: the line manager" value={part.text} onChange={set('text')} />
          ) : null}
        </>
      );
    default:
      return null;
  }
}
