import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { ButtonLink, type Column, EmptyState, FilterSelect, Form, LoadedPage, LocalTable, longDate, LongTextField, Page, Section, SelectField, SubmitButton, useDone, useFilter, useTableView } from '@/design';
import { counted, sentence } from '../words';
import { movePreviewsQuery, trainingPathwaysQuery, trainingPeopleQuery, trainingVersionsQuery } from './queries';
import { Shifts } from './Shifts';
import { baseCrumbs, pathwayHome, versionHome, versionName } from './words';

type OnVersion = components['schemas']['TrainingPathwayPerson'];

/** The people on a pathway with the version of each; chosen ones are moved from here. */
export function PeoplePage() {
  const { pathwayId = '' } = useParams();
  const [version, setVersion] = useFilter('version');
  const query = useQuery(trainingPeopleQuery(pathwayId, version, ''));
  const { data: versions } = useQuery(trainingVersionsQuery(pathwayId));
  const { data: pathways } = useQuery(trainingPathwaysQuery);
  const pathway = pathways?.items.find(({ id }) => id === pathwayId);
  const title = pathway?.title ?? 'The pathway';
  const published = (versions?.items ?? []).filter(({ state }) => state !== 'draft');
  const crumbs = [...baseCrumbs, { label: title, href: pathwayHome(pathwayId) }];
  return (
    <LoadedPage query={query} what="the people" title="People and their versions" breadcrumbs={crumbs}>
      {({ items }) => (
        <Page
          title="People and their versions"
          caption={title}
          breadcrumbs={crumbs}
          action={pathway?.further ? <ButtonLink href={`${pathwayHome(pathwayId)}/people/join`}>Put somebody on it</ButtonLink> : undefined}
        >
          <People
            leave={pathway?.further ? (id) => `${pathwayHome(pathwayId)}/people/${id}/leave` : undefined}
            people={items}
            filter={
              <FilterSelect
                label="Version"
                value={version}
                onChange={setVersion}
                choices={[{ value: '', label: 'Every version' }, ...published.map((one) => ({ value: one.ref.id, label: versionName(one) }))]}
              />
            }
            targets={published.filter(({ state }) => state !== 'to_come').map((one) => ({ value: one.ref.id, label: versionName(one) }))}
          />
        </Page>
      )}
    </LoadedPage>
  );
}

interface PeopleProps {
  people: OnVersion[];
  filter: React.ReactNode;
  targets: { value: string; label: string }[];
  /** Where somebody is taken off the pathway; not given where it comes with the post. */
  leave?: (personId: string) => string;
}

function People({ people, filter, targets, leave }: PeopleProps) {
  const navigate = useNavigate();
  const view = useTableView('', 'name');
  const [chosen, setChosen] = useState<string[]>([]);
  const [to, setTo] = useState('');
  const [problems, setProblems] = useState<{ fields: { name: string; message: string }[]; general: string[] }>();
  const [attempt, setAttempt] = useState(0);
  const columns: Column<OnVersion>[] = [
    {
      key: 'choose',
      header: 'Choose',
      cell: ({ person }) => (
        <input
          type="checkbox"
          className="bw-tick"
          aria-label={`Choose ${person.name}`}
          checked={chosen.includes(person.id)}
          onChange={(event) => setChosen(event.currentTarget.checked ? [...chosen, person.id] : chosen.filter((id) => id !== person.id))}
        />
      ),
    },
    { key: 'name', header: 'Person', rowHeader: true, value: ({ person }) => person.name, cell: ({ person }) => person.name },
    { key: 'team', header: 'Team', value: ({ team }) => team, cell: ({ team }) => team },
    { key: 'started', header: 'Started', value: ({ startedOn }) => startedOn, cell: ({ startedOn }) => longDate(startedOn) },
    { key: 'version', header: 'Version', value: ({ version }) => version.number, cell: ({ version }) => sentence(version.title) },
    { key: 'because', header: 'Why', cell: ({ because }) => because },
  ];
  // With one version there is nowhere to move anybody to.
  const mayMove = targets.length > 1;
  if (!mayMove) columns.shift();
  if (leave) {
    columns.push({
      key: 'leave',
      header: 'Leave',
      cell: ({ person }) => (
        <Link to={leave(person.id)}>
          Take off<span className="nhsuk-u-visually-hidden">: {person.name}</span>
        </Link>
      ),
    });
  }
  return (
    <Form
      problems={problems}
      attempt={attempt}
      onSubmit={() => {
        const fields = [
          ...(chosen.length === 0 ? [{ name: 'people', message: 'Choose at least one person' }] : []),
          ...(chosen.length > 50 ? [{ name: 'people', message: 'Choose up to 50 people at once' }] : []),
          ...(to === '' ? [{ name: 'to', message: 'Choose the version to move them to' }] : []),
        ];
        setAttempt(attempt + 1);
        setProblems(fields.length > 0 ? { fields, general: [] } : undefined);
        if (fields.length === 0) void navigate(`${versionHome(to)}/move?${chosen.map((id) => `person=${id}`).join('&')}`);
      }}
    >
      <LocalTable
        caption="People on this pathway"
        hideCaption
        searchLabel="Search people and teams"
        filters={filter}
        columns={columns}
        rows={people}
        rowKey={({ person }) => person.id}
        view={view}
        empty={<EmptyState title="Nobody within your reach is on it." />}
      />
      {people.length > 0 && mayMove ? (
        <>
          <p role="status">{counted(chosen.length, 'person', 'people')} chosen.</p>
          <SelectField name="to" label="Move them to" value={to} onChange={setTo} placeholder="Choose the version" choices={targets} />
          <SubmitButton secondary={leave !== undefined}>Show what would change</SubmitButton>
        </>
      ) : null}
    </Form>
  );
}

/** Shows for each chosen person what a move changes, and moves them. */
export function MovePage() {
  const { versionId = '' } = useParams();
  const [params] = useSearchParams();
  const people = params.getAll('person');
  const query = useQuery(movePreviewsQuery(versionId, people));
  return (
    <LoadedPage query={query} what="what would change" title="Move people to another version" breadcrumbs={baseCrumbs}>
      {(previews) => <Moving previews={previews} />}
    </LoadedPage>
  );
}

function Moving({ previews }: { previews: components['schemas']['TrainingPathwayPreviewList'] }) {
  const [reason, setReason] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const movable = previews.people.filter(({ from }) => from?.id !== previews.to.id);
  const pathway = useQuery(trainingPathwaysQuery).data?.items.find(({ title }) => title === previews.title);
  const back = pathway ? `${pathwayHome(pathway.id)}/people` : '/library/training-pathways';
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Say why they are moved' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/training-pathway-versions/{id}/moves', {
          params: { path: { id: previews.to.id }, header: { 'Idempotency-Key': key } },
          body: { reason, people: movable.map(({ person, from }) => ({ personId: person?.id ?? '', from: from?.id ?? '' })) },
        }),
      ),
    done: async ({ moved }) => {
      await refresh();
      await done(back, `${counted(moved, 'person is', 'people are')} on ${previews.to.title} now. What they recorded is unchanged.`);
    },
  });
  return (
    <Page title={`Move to ${previews.to.title}?`} caption={previews.title} breadcrumbs={[...baseCrumbs, { label: 'People and their versions', href: back }]}>
      {previews.people.map((preview) => (
        <Section key={preview.person?.id} title={preview.person?.name ?? ''}>
          {preview.from?.id === previews.to.id ? (
            <p>On {previews.to.title} already; stays as it is.</p>
          ) : (
            <Shifts preview={preview} name={preview.person?.name ?? ''} now={`Now: ${preview.from?.title ?? ''}`} then={sentence(previews.to.title)} />
          )}
        </Section>
      ))}
      {movable.length === 0 ? (
        <EmptyState title="Nobody is left to move.">
          <Link to={back}>Back to the people</Link>
        </EmptyState>
      ) : (
        <Form {...state} onSubmit={() => void submit(undefined)}>
          <p>Records and sign-offs stay with their milestones. The move is kept with its reason.</p>
          <LongTextField name="reason" label="Why are they moved?" value={reason} onChange={setReason} rows={3} />
          <div className="nhsuk-button-group">
            <SubmitButton pending={state.pending}>Move {counted(movable.length, 'person', 'people')}</SubmitButton>
            <Link to={back}>Go back without moving</Link>
          </div>
        </Form>
      )}
    </Page>
  );
}
