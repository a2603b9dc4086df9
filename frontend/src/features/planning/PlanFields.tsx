import { SelectField, TextField } from '@/design';
import type { TypedRates, TypedTarget } from './planForm';
import { monthChoices } from './words';

interface Of<T> {
  typed: T;
  change: (part: Partial<T>) => void;
}

/** How much accredited WTE is wanted, from which band on, by which month. */
export function TargetFields({ typed, change, bands, from, to, optional }: Of<TypedTarget> & { bands: string[]; from: string; to: string; optional?: string }) {
  return (
    <fieldset className="nhsuk-fieldset">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">
        <h2 className="nhsuk-fieldset__heading">Target</h2>
      </legend>
      <p className="bw-small">{optional ?? 'Leave all three empty for no target.'}</p>
      <TextField name="target.wte" label="Accredited WTE wanted" value={typed.wte} onChange={(wte) => change({ wte })} width="5" numeric />
      <SelectField
        name="target.band"
        label="Counted from band"
        hint="Accredited staff in this band and above count"
        value={typed.band}
        onChange={(band) => change({ band })}
        choices={bands.map((band) => ({ value: band, label: `Band ${band} and above` }))}
        placeholder="Choose a band"
      />
      <SelectField
        name="target.by"
        label="By the end of"
        value={typed.by}
        onChange={(by) => change({ by })}
        choices={monthChoices(from, to).slice(1)}
        placeholder="Choose a month"
      />
    </fieldset>
  );
}

/** Rates in per cent, and what can be in short supply. hints say what holds for a field that is left empty. */
export function RateFields({ typed, change, hints = {} }: Of<TypedRates> & { hints?: Partial<Record<keyof TypedRates, string>> }) {
  return (
    <>
      <TextField name="passRate" label="Pass rate at each sitting, in per cent" hint={hints.passRate} value={typed.passRate} onChange={(passRate) => change({ passRate })} width="5" suffix="%" numeric />
      <TextField name="leaveAccredited" label="Accredited staff who leave in a year, in per cent" hint={hints.leaveAccredited} value={typed.leaveAccredited} onChange={(leaveAccredited) => change({ leaveAccredited })} width="5" suffix="%" numeric />
      <TextField name="leaveTraining" label="Trainees who leave in a year, in per cent" hint={hints.leaveTraining} value={typed.leaveTraining} onChange={(leaveTraining) => change({ leaveTraining })} width="5" suffix="%" numeric />
      <TextField
        name="traineesPerMentor"
        label="Trainees whom one mentor has at once (optional)"
        hint={hints.traineesPerMentor ?? 'Left empty, mentors are no limit'}
        value={typed.traineesPerMentor}
        onChange={(traineesPerMentor) => change({ traineesPerMentor })}
        width="3"
        numeric
      />
      <TextField
        name="coursePlaces"
        label="Places on the Standards course in a quarter (optional)"
        hint={hints.coursePlaces ?? 'For quarters without a planned course. Left empty, places are no limit'}
        value={typed.coursePlaces}
        onChange={(coursePlaces) => change({ coursePlaces })}
        width="3"
        numeric
      />
    </>
  );
}
