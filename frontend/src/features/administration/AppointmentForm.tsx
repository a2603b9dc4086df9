import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  Form,
  isoOf,
  noDate,
  partsOf,
  SelectField,
  SubmitButton,
  TextField,
  useDone,
} from '@/design';
import { PersonField } from './PersonField';
import { roleChoicesQuery, teamsQuery } from './queries';
import { teamChoices } from './teamTree';
import type { Appointment, AppointmentInput, PersonDetail, PersonRef } from './types';
import { bandChoices, bandFrom } from './words';
import { wteFrom } from './wte';

interface AppointmentFormProps {
  person: PersonDetail;
  /** The appointment that is changed; absent for a new one. */
  appointment?: Appointment;
  /** What it says now, after somebody else's change. */
  newest?: ReactNode;
  send: (body: AppointmentInput, idempotencyKey: string) => Promise<Appointment>;
}

/** A post: role, band, team, line manager, hours, first and last day. */
export function AppointmentForm({ person, appointment, newest, send }: AppointmentFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const { data: teams } = useQuery(teamsQuery);
  const { data: roles } = useQuery(roleChoicesQuery);
  const [roleId, setRoleId] = useState(appointment?.role.id ?? '');
  const [band, setBand] = useState<string>(appointment?.band ?? '');
  const [teamId, setTeamId] = useState(appointment?.team.id ?? '');
  const [lineManager, setLineManager] = useState<PersonRef | undefined>(appointment?.lineManager);
  const [annex21Band, setAnnex21Band] = useState(appointment?.annex21Band ?? '');
  const [wte, setWte] = useState(appointment ? `${appointment.wte}` : '1');
  const [startsOn, setStartsOn] = useState(appointment ? partsOf(appointment.startsOn) : noDate);
  const [endsOn, setEndsOn] = useState(appointment?.endsOn ? partsOf(appointment.endsOn) : noDate);
  const wrongStart = dateProblem('The first day', startsOn, { required: true });
  const wrongEnd = dateProblem('The last day', endsOn);

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (roleId === '') problems.push({ name: 'roleId', message: 'Choose the role' });
    if (bandFrom(band) === undefined) problems.push({ name: 'band', message: 'Choose the band' });
    if (teamId === '') problems.push({ name: 'teamId', message: 'Choose the team' });
    if (wteFrom(wte) === undefined) {
      problems.push({ name: 'wte', message: 'Enter the whole-time equivalent, from 0.01 to 1, for example 0.6' });
    }
    if (wrongStart) problems.push({ name: 'startsOn', message: wrongStart.message });
    if (wrongEnd) problems.push({ name: 'endsOn', message: wrongEnd.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      send(
        {
          roleId,
          band: bandFrom(band) ?? '2',
          teamId,
          lineManagerId: lineManager?.id,
          wte: wteFrom(wte) ?? 1,
          annex21Band: annex21Band || undefined,
          startsOn: isoOf(startsOn) ?? '',
          endsOn: isoOf(endsOn),
        },
        key,
      ),
    done: async (stored) => {
      await refresh();
      await done(`/administration/people/${person.id}`, `The appointment as ${stored.role.name} is saved.`);
    },
  });

  function chooseRole(id: string) {
    setRoleId(id);
    // The role's own band is proposed; a trust may appoint below it.
    const own = roles?.items.find((role) => role.id === id)?.band ?? '';
    if (bandFrom(own) !== undefined) setBand(own);
  }

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      {newest}
      <SelectField
        name="roleId"
        label="Role"
        value={roleId}
        onChange={chooseRole}
        placeholder="Choose a role"
        choices={(roles?.items ?? []).map(({ id, title, band: own }) => ({
          value: id,
          label: own === '' ? `${title} (band unknown)` : `${title} (band ${own})`,
        }))}
      />
      <SelectField
        name="band"
        label="Band"
        value={band}
        onChange={setBand}
        placeholder="Choose a band"
        choices={bandChoices}
      />
      <SelectField
        name="annex21Band"
        label="Paid as a trainee by Annex 21 (optional)"
        hint="The band that the trainee trains for, of whose top a part is paid until training ends"
        value={annex21Band}
        onChange={setAnnex21Band}
        placeholder="No, paid in the band"
        choices={bandChoices.map(({ value, label }) => ({ value, label: `Trainee for ${label.toLowerCase()}` }))}
      />
      <SelectField
        name="teamId"
        label="Team"
        value={teamId}
        onChange={setTeamId}
        placeholder="Choose a team"
        choices={teamChoices(teams?.items ?? [])}
      />
      <PersonField
        name="lineManagerId"
        label="Line manager (optional)"
        value={lineManager}
        onChange={setLineManager}
        without={person.id}
      />
      <TextField
        name="wte"
        label="Whole-time equivalent"
        hint="1 for full time, 0.6 for three days of five"
        width="5"
        value={wte}
        onChange={setWte}
      />
      <DateField
        name="startsOn"
        label="First day"
        hint="For example, 14 3 2027"
        value={startsOn}
        onChange={setStartsOn}
        wrong={wrongStart?.parts}
      />
      <DateField
        name="endsOn"
        label="Last day (optional)"
        hint="The day on which a fixed term ends. Leave it empty for a permanent appointment"
        value={endsOn}
        onChange={setEndsOn}
        wrong={wrongEnd?.parts}
      />
      <SubmitButton pending={state.pending}>Save the appointment</SubmitButton>
    </Form>
  );
}
