import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import {
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  TableDownload,
  TodayContext,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { SaveView } from '@/session/SaveView';
import { useMe } from '@/session/session';
import { columnsFor } from './peopleColumns';
import { filterOf, furtherFilter, stateChoices, statementOf, withoutFilter } from './peopleFilter';

type PeoplePageData = components['schemas']['WorkforcePeoplePage'];
type WorkforcePerson = components['schemas']['WorkforcePerson'];

/** One row a person: where they stand, what is due, what waits. */
export function WorkforcePeople() {
  const me = useMe();
  const [params] = useSearchParams();
  const view = useTableView('', 'name');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const filter = filterOf(params);
  const further = furtherFilter(params);
  const wide = me.roles.includes('workforce_lead') || me.roles.includes('auditor');

  const list = useList<WorkforcePerson, PeoplePageData>(['workforce', 'people', search, sort, filter], (cursor) =>
    answer(api.GET('/workforce/people', { params: { query: { ...filter, q: search || undefined, sort, cursor } } })),
  );

  const ids = list.rows.map(({ id }) => id);
  const { data: coding } = useQuery({
    queryKey: ['coders', 'of', ids],
    enabled: ids.length > 0,
    placeholderData: (previous) => previous,
    queryFn: () => answer(api.GET('/coding-practice/people', { params: { query: { personId: ids.slice(-200), limit: 200 } } })),
  });
  const { data: meetings } = useQuery({
    queryKey: ['appraisals', 'of', ids],
    enabled: ids.length > 0,
    placeholderData: (previous) => previous,
    queryFn: () => answer(api.GET('/appraisals', { params: { query: { personId: ids.slice(-200), limit: 200 } } })),
  });
  const talks = new Map((meetings?.items ?? []).map(({ person, oneToOne }) => [person.id, oneToOne]));
  const coders = new Map((coding?.items ?? []).map((coder) => [coder.person.id, coder]));

  return (
    <Page title={wide ? 'People' : 'Your teams'}>
      <p>
        <Link to="/organisation/readiness">Readiness for the own role, the next or any other</Link>
      </p>
      {further === '' ? null : (
        <p>
          {further} <AboutStatement id={statementOf(params)} aspect={params.has('aspectOf')} /> <Link to={`?${withoutFilter(params).toString()}`}>Show everybody</Link>
        </p>
      )}
      <Loaded query={list.whole} what="the people">
        {(page) => (
          <TodayContext value={page.dataOn}>
            <DataTable
              caption="People"
              hideCaption
              columns={columnsFor(me.person.id, coders, talks)}
              list={list}
              rowKey={({ id }) => id}
              view={view}
              searchLabel="Search by name or role"
              filters={<Filters stages={page.stages} choices={page.choices} />}
              empty={
                <EmptyState title="Nobody is in this list.">
                  <p>Choose another state or stage, or show everybody.</p>
                </EmptyState>
              }
            />
            <TableDownload table="people" what="these people" />
            <SaveView page="people" />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

/** Names the statement or the aspect that a number was about. */
function AboutStatement({ id, aspect }: { id: string; aspect: boolean }) {
  const { data } = useQuery({
    queryKey: ['statements', 'named', id],
    enabled: id !== '',
    staleTime: 60_000,
    queryFn: () => answer(api.GET('/statements/{id}', { params: { path: { id } } })),
  });
  if (data === undefined) return null;
  const { code, level, aspect: name } = data.statement;
  return (
    <>
      It is about <Link to={`/library/statements/${id}`}>{aspect ? `${code} ${name}` : `${code} ${level}, ${name}`}</Link>
      {aspect ? ' on every level' : ''}.
    </>
  );
}

function Filters({ stages, choices }: Pick<PeoplePageData, 'stages' | 'choices'>) {
  const [state, setState] = useFilter('state');
  const [stage, setStage] = useFilter('stage');
  const [team, setTeam] = useFilter('teamId');
  const [manager, setManager] = useFilter('managerId');
  const [code, setCode] = useFilter('code');
  const [standing] = useFilter('standing');
  const { data: teams } = useQuery({
    queryKey: ['teams'],
    queryFn: () => answer(api.GET('/teams')),
    staleTime: 60_000,
  });
  return (
    <>
      <FilterSelect label="Show" value={state} onChange={setState} choices={stateChoices} />
      <FilterSelect
        label="Stage"
        value={stage}
        onChange={setStage}
        choices={[{ value: '', label: 'All' }, ...stages.map(({ key, title }) => ({ value: key, label: title }))]}
      />
      <FilterSelect
        label="Team"
        value={team}
        onChange={setTeam}
        choices={[
          { value: '', label: 'All' },
          ...(teams?.items ?? []).map(({ id, name, depth }) => ({
            value: id,
            label: `${'\u00a0'.repeat(depth * 3)}${name}`,
          })),
        ]}
      />
      <FilterSelect
        label="Line manager"
        value={manager}
        onChange={setManager}
        choices={[{ value: '', label: 'All' }, ...choices.managers.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      {standing === '' ? (
        <FilterSelect
          label="Gap in a skill"
          value={code}
          onChange={setCode}
          choices={[{ value: '', label: 'Any or none' }, ...choices.skills.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))]}
        />
      ) : null}
    </>
  );
}
