import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  LoadedPage,
  longDate,
  noDate,
  Page,
  partsOf,
  RadiosField,
  SelectField,
  SubmitButton,
  TextField,
  useDone,
} from '@/design';
import { organisationCrumb } from '@/features/workforce/words';
import { postQuery, rolesQuery, teamsQuery } from './queries';
import { bandWords, entries, home, type Post, type PostContent } from './words';

const crumbs = [organisationCrumb, { label: 'Establishment', href: home }, { label: 'Funded posts', href: entries }];
const bands = ['2', '3', '4', '5', '6', '7', '8a', '8b', '8c', '8d', '9'];

/** Enters posts that are funded from a day on. */
export function NewEntryPage() {
  return (
    <Page title="Enter funded posts" breadcrumbs={crumbs}>
      <EntryForm send={(body, key) => answer(api.POST('/workforce/establishment/posts', { params: { header: { 'Idempotency-Key': key } }, body }))} />
    </Page>
  );
}

/** Corrects funded posts, or ends them. */
export function EditEntryPage() {
  const { entryId = '' } = useParams();
  const query = useQuery(postQuery(entryId));
  return (
    <LoadedPage query={query} what="the funded posts" title="Funded posts" breadcrumbs={crumbs}>
      {({ value, etag }) => (
        <Page title={value.role.name} caption={`${value.team.name}, ${bandWords(value.content)}`} breadcrumbs={crumbs}>
          <p>
            Entered by {value.enteredBy.name} on {longDate(value.enteredOn)}. When the funding changes on a day, end this entry the day before and enter a new one.
            What stood before stays in the audit trail.
          </p>
          <EntryForm
            content={value.content}
            send={(body) => answer(api.PUT('/workforce/establishment/posts/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } }, body }))}
          />
        </Page>
      )}
    </LoadedPage>
  );
}

interface EntryFormProps {
  content?: PostContent;
  send: (body: PostContent, key: string) => Promise<Post>;
}

function EntryForm({ content, send }: EntryFormProps) {
  const teams = useQuery(teamsQuery);
  const roles = useQuery(rolesQuery);
  const done = useDone();
  const refresh = useRefresh();
  const [teamId, setTeamId] = useState(content?.teamId ?? '');
  const [roleId, setRoleId] = useState(content?.roleId ?? '');
  const [band, setBand] = useState(content?.band ?? '');
  const [annex21, setAnnex21] = useState(content?.annex21 ? 'annex21' : 'band');
  const [funded, setFunded] = useState(content ? String(content.wte) : '');
  const [startsOn, setStartsOn] = useState(content ? partsOf(content.startsOn) : noDate);
  const [endsOn, setEndsOn] = useState(content?.endsOn ? partsOf(content.endsOn) : noDate);
  const wrongStart = dateProblem('The first day', startsOn, { required: true });
  const wrongEnd = dateProblem('The last day', endsOn);

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (teamId === '') problems.push({ name: 'teamId', message: 'Choose the team' });
    if (roleId === '') problems.push({ name: 'roleId', message: 'Choose the role' });
    if (band === '') problems.push({ name: 'band', message: 'Choose the band' });
    if (!/^\d+([.,]\d{1,2})?$/.test(funded.trim())) problems.push({ name: 'wte', message: 'Enter the funded WTE with two decimals at most, for example 2.6' });
    if (wrongStart) problems.push({ name: 'startsOn', message: wrongStart.message });
    if (wrongEnd) problems.push({ name: 'endsOn', message: wrongEnd.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      send(
        { teamId, roleId, band, annex21: annex21 === 'annex21', wte: Number(funded.trim().replace(',', '.')), startsOn: isoOf(startsOn) ?? '', endsOn: isoOf(endsOn) },
        key,
      ),
    done: async (stored) => {
      await refresh();
      await done(entries, `The funded posts of ${stored.role.name} in ${stored.team.name} are saved.`);
    },
  });

  function chooseRole(id: string) {
    setRoleId(id);
    const own = roles.data?.items.find((role) => role.id === id)?.band ?? '';
    if (bands.includes(own)) setBand(own);
  }

  return (
    <Loaded query={teams} what="the teams">
      {({ items }) => (
        <Form {...state} onSubmit={() => void submit(undefined)}>
          <SelectField
            name="teamId"
            label="Team"
            value={teamId}
            onChange={setTeamId}
            placeholder="Choose a team"
            choices={items.map(({ id, name, depth }) => ({ value: id, label: `${'\u2003'.repeat(depth)}${name}` }))}
          />
          <SelectField
            name="roleId"
            label="Role"
            value={roleId}
            onChange={chooseRole}
            placeholder="Choose a role"
            choices={(roles.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          />
          <RadiosField
            name="annex21"
            label="How are these posts paid?"
            value={annex21}
            onChange={setAnnex21}
            choices={[
              { value: 'band', label: 'In the band' },
              { value: 'annex21', label: 'As trainees by Annex 21, a part of the top of the band that they train for' },
            ]}
          />
          <SelectField
            name="band"
            label={annex21 === 'annex21' ? 'Band that they train for' : 'Band'}
            value={band}
            onChange={setBand}
            placeholder="Choose a band"
            choices={bands.map((one) => ({ value: one, label: `Band ${one}` }))}
          />
          <TextField name="wte" label="Funded WTE" hint="For example, 2.6 for two whole-time posts and one of three days of five" value={funded} onChange={setFunded} width="5" numeric />
          <DateField name="startsOn" label="Funded from" hint="For example, 1 4 2027" value={startsOn} onChange={setStartsOn} wrong={wrongStart?.parts} />
          <DateField
            name="endsOn"
            label="Last day (optional)"
            hint="Leave it empty while there is no end in sight. The day before the first one means that it never took effect"
            value={endsOn}
            onChange={setEndsOn}
            wrong={wrongEnd?.parts}
          />
          <SubmitButton pending={state.pending}>Save the funded posts</SubmitButton>
        </Form>
      )}
    </Loaded>
  );
}
