import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { personQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  noDate,
  Page,
  partsOf,
  RadiosField,
  SelectField,
  SubmitButton,
  useDone,
  useToday,
} from '@/design';
import { PersonField } from './PersonField';
import { teamsQuery } from './queries';
import { teamChoices } from './teamTree';
import type { PersonRef } from './types';
import { accessCrumb, accessRoleChoices, accessRoleFrom, administrationCrumb, grantName } from './words';

export function GiveGrantPage() {
  const [params] = useSearchParams();
  const personId = params.get('person') ?? '';
  const person = useQuery({ ...personQuery(personId), enabled: personId !== '' });
  return (
    <Page title="Give a role of access" breadcrumbs={[administrationCrumb, accessCrumb]}>
      {personId === '' ? (
        <GrantForm />
      ) : (
        <Loaded query={person} what="the person">
          {({ id, name }) => <GrantForm known={{ id, name }} />}
        </Loaded>
      )}
    </Page>
  );
}

function GrantForm({ known }: { known?: PersonRef }) {
  const today = useToday();
  const done = useDone();
  const refresh = useRefresh();
  const { data: teams } = useQuery(teamsQuery);
  const [person, setPerson] = useState(known);
  const [role, setRole] = useState('');
  const [teamId, setTeamId] = useState('');
  const [startsOn, setStartsOn] = useState(partsOf(today));
  const [endsOn, setEndsOn] = useState(noDate);
  const wrongStart = dateProblem('The first day', startsOn, { required: true });
  const wrongEnd = dateProblem('The last day', endsOn);
  const managing = role === 'manager';

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (!person) problems.push({ name: 'personId', message: 'Choose the person' });
    if (accessRoleFrom(role) === undefined) problems.push({ name: 'role', message: 'Choose the role of access' });
    if (managing && teamId === '') {
      problems.push({ name: 'teamId', message: 'Choose the team that the manager is responsible for' });
    }
    if (wrongStart) problems.push({ name: 'startsOn', message: wrongStart.message });
    if (wrongEnd) problems.push({ name: 'endsOn', message: wrongEnd.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/grants', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            personId: person?.id ?? '',
            role: accessRoleFrom(role) ?? 'mentor',
            teamId: managing ? teamId : undefined,
            startsOn: isoOf(startsOn) ?? '',
            endsOn: isoOf(endsOn),
          },
        }),
      ),
    done: async (grant) => {
      await refresh();
      await done(
        `/administration/people/${grant.person.id}`,
        `${grant.person.name} has the role of access “${grantName(grant)}”.`,
      );
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <PersonField name="personId" label="Person" value={person} onChange={setPerson} />
      <RadiosField name="role" label="Role of access" value={role} onChange={setRole} choices={accessRoleChoices} />
      {managing ? (
        <SelectField
          name="teamId"
          label="Team"
          hint="The manager sees this team and everything below it"
          value={teamId}
          onChange={setTeamId}
          placeholder="Choose a team"
          choices={teamChoices(teams?.items ?? [])}
        />
      ) : null}
      <DateField name="startsOn" label="First day" value={startsOn} onChange={setStartsOn} wrong={wrongStart?.parts} />
      <DateField
        name="endsOn"
        label="Last day (optional)"
        hint="Leave it empty while there is no end in sight"
        value={endsOn}
        onChange={setEndsOn}
        wrong={wrongEnd?.parts}
      />
      <SubmitButton pending={state.pending}>Give this role of access</SubmitButton>
    </Form>
  );
}
