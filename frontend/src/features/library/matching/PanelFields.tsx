import { Checkboxes, Details } from 'nhsuk-react-components';
import { DateField, dateProblem, RadiosField, useField } from '@/design';
import { panelField, panelSummary, type Seat, seatField } from './panel';
import type { PanelRules } from './types';
import { sideChoices } from './words';

interface PanelFieldsProps {
  seats: Seat[];
  onChange: (seats: Seat[]) => void;
  rules: PanelRules;
}

/** Chooses the members of a panel among those who may sit, each with side and training. */
export function PanelFields({ seats, onChange, rules }: PanelFieldsProps) {
  const { id, error } = useField(panelField, `field-${panelField}-1`);
  const change = (personId: string, changes: Partial<Seat>) =>
    onChange(seats.map((seat) => (seat.personId === personId ? { ...seat, ...changes } : seat)));
  return (
    <>
      <Checkboxes
        id={id}
        name={panelField}
        idPrefix={id}
        legend="Members of the panel"
        legendProps={{ size: 's' }}
        hint="Trained people of both sides, none of whom holds the post"
        error={error}
      >
        {seats.map((seat, index) => (
          <Checkboxes.Item
            key={seat.personId}
            id={`${id}-${index + 1}`}
            value={seat.personId}
            hint={seat.roleTitle === '' ? undefined : seat.roleTitle}
            checked={seat.chosen}
            onChange={(event) => change(seat.personId, { chosen: event.currentTarget.checked })}
            conditional={<SeatFields seat={seat} onChange={(changes) => change(seat.personId, changes)} />}
          >
            {seat.name}
          </Checkboxes.Item>
        ))}
      </Checkboxes>
      <p role="status">{panelSummary(seats, rules)}</p>
      <Details className="bw-why">
        <Details.Summary>Where these rules come from</Details.Summary>
        <Details.Text>{rules.source}</Details.Text>
      </Details>
    </>
  );
}

function SeatFields({ seat, onChange }: { seat: Seat; onChange: (changes: Partial<Seat>) => void }) {
  const { personId, name } = seat;
  const wrong = dateProblem('The day', seat.trainedOn, { required: true });
  const whole = useField(seatField(personId, 'personId'));
  return (
    <div id={whole.id} tabIndex={-1}>
      {whole.error ? (
        <span className="nhsuk-error-message">
          <span className="nhsuk-u-visually-hidden">Error: </span>
          {whole.error}
        </span>
      ) : null}
      <RadiosField
        name={seatField(personId, 'side')}
        label={`Side for which ${name} sits`}
        value={seat.side}
        onChange={(value) => onChange({ side: sideChoices.find((side) => side.value === value)?.value ?? '' })}
        choices={sideChoices}
      />
      <DateField
        name={seatField(personId, 'trainedOn')}
        label={`When did the job matching training of ${name} end?`}
        value={seat.trainedOn}
        onChange={(trainedOn) => onChange({ trainedOn })}
        wrong={wrong?.parts}
      />
    </div>
  );
}
