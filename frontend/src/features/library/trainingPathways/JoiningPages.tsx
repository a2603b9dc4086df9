import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  Confirm,
  DateField,
  dateProblem,
  EmptyState,
  Form,
  isoOf,
  Loaded,
  longDate,
  LongTextField,
  noDate,
  Page,
  RadiosField,
  SubmitButton,
  TextField,
  useDone,
} from '@/design';
import { useBookablePeople } from '@/session/bookable';
import { trainingPathwaysQuery, trainingPeopleQuery } from './queries';
import { baseCrumbs, pathwayHome } from './words';

function useTitle(pathwayId: string): string {
  const { data } = useQuery(trainingPathwaysQuery);
  return data?.items.find(({ id }) => id === pathwayId)?.title ?? 'The pathway';
}

/** Puts somebody on a further pathway. */
export function JoinPathwayPage() {
  const { pathwayId = '' } = useParams();
  const title = useTitle(pathwayId);
  const on = useQuery(trainingPeopleQuery(pathwayId, '', ''));
  const home = pathwayHome(pathwayId);
  return (
    <Page
      title="Put somebody on this pathway"
      caption={title}
      breadcrumbs={[...baseCrumbs, { label: title, href: home }, { label: 'People and their versions', href: `${home}/people` }]}
    >
      <Loaded query={on} what="the people on the pathway">
        {({ items }) => <JoinForm pathwayId={pathwayId} there={new Set(items.map(({ person }) => person.id))} />}
      </Loaded>
    </Page>
  );
}

function JoinForm({ pathwayId, there }: { pathwayId: string; there: Set<string> }) {
  const done = useDone();
  const refresh = useRefresh();
  const people = useBookablePeople({ without: there });
  const person = people.chosen[0] ?? '';
  const [startsOn, setStartsOn] = useState(noDate);
  const [reason, setReason] = useState('');
  const wrong = dateProblem('The day of joining', startsOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(person === '' ? [{ name: 'person', message: 'Choose who joins' }] : []),
      ...(wrong ? [{ name: 'startsOn', message: wrong.message }] : []),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/further-pathways', {
          params: { path: { id: person }, header: { 'Idempotency-Key': key } },
          body: { pathwayId, startsOn: isoOf(startsOn) ?? '', reason },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`${pathwayHome(pathwayId)}/people`, 'The pathway is joined.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TextField name="search" label="Find people by name or team" type="search" value={people.search} onChange={people.setSearch} />
      <Loaded query={people.query} what="the people">
        {() => (
          <RadiosField
            name="person"
            label="Who joins?"
            value={person}
            onChange={(value) => people.choose([value])}
            choices={people.offered}
          />
        )}
      </Loaded>
      {people.said ? <p>{people.said}</p> : null}
      <DateField name="startsOn" label="Day of joining" value={startsOn} onChange={setStartsOn} wrong={wrong?.parts} />
      <LongTextField name="reason" label="Reason (optional)" value={reason} onChange={setReason} rows={2} />
      <SubmitButton pending={state.pending}>Join the pathway</SubmitButton>
    </Form>
  );
}

/** Asks before somebody is taken off a further pathway. */
export function LeavePathwayPage() {
  const { pathwayId = '', personId = '' } = useParams();
  const title = useTitle(pathwayId);
  const query = useQuery(trainingPeopleQuery(pathwayId, '', ''));
  return (
    <Loaded query={query} what="the people on the pathway">
      {({ items }) => {
        const one = items.find(({ person }) => person.id === personId);
        if (one) return <LeaveForm pathwayId={pathwayId} title={title} personId={personId} name={one.person.name} since={one.startedOn} />;
        return (
          <Page title="Leave the pathway" breadcrumbs={[...baseCrumbs, { label: title, href: pathwayHome(pathwayId) }]}>
            <EmptyState title="Nobody of this address is on the pathway." />
          </Page>
        );
      }}
    </Loaded>
  );
}

interface LeaveFormProps {
  pathwayId: string;
  title: string;
  personId: string;
  name: string;
  since: string;
}

function LeaveForm({ pathwayId, title, personId, name, since }: LeaveFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const people = `${pathwayHome(pathwayId)}/people`;
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Say why they leave it' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/further-pathways/{pathwayId}/leave', {
          params: { path: { id: personId, pathwayId }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    done: async () => {
      await refresh();
      await done(people, `${name} has left the pathway.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Take ${name} off ${title}?`}
      confirm="Take off the pathway"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep them on it', href: people }}
    >
      <p>
        On it since {longDate(since)}. The log book, the records and the awards stay, and the pathway can be joined again. Its
        dates and reminders end today.
      </p>
      <LongTextField name="reason" label="Why do they leave it?" value={reason} onChange={setReason} rows={3} />
    </Confirm>
  );
}
