import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import {
  type Column,
  DataTable,
  DateText,
  EmptyState,
  FilterSelect,
  Loaded,
  longDate,
  Page,
  sortText,
  StateTag,
  TodayContext,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { FigureCell } from './AuditTable';
import { codingPath } from './PracticeFrame';
import type { Coder } from './types';
import { codeTypes, codeTypeWord, plainNumber } from './words';

type State = 'below_target' | 'below_threshold' | 'actions' | 'no_entry';

/** One row a coder: the four-week average beside its target, and the last audit. */
export function TeamPage() {
  const view = useTableView('', 'name');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [state, setState] = useFilter('state');
  const [teamId, setTeam] = useFilter('teamId');
  const me = useMe();
  const { data: teams } = useQuery({ queryKey: ['teams'], queryFn: () => answer(api.GET('/teams')), staleTime: 60_000 });
  const query = { q: search || undefined, sort, state: (state || undefined) as State | undefined, teamId: teamId || undefined };
  const list = useList<Coder, components['schemas']['CoderList']>(['coders', query], (cursor) =>
    answer(api.GET('/coding-practice/people', { params: { query: { ...query, cursor } } })),
  );
  return (
    <Page title="Coding of the people you look after" breadcrumbs={[{ label: 'My coding', href: '/coding' }]}>
      <Loaded query={list.whole} what="the coders">
        {(page) => (
          <TodayContext value={page.asOf}>
            <p>
              Averages are for whole working days of the 28 days up to {longDate(page.asOf)}; accuracy is that of the last
              audit that was released.
            </p>
            <DataTable
              caption="Coders"
              hideCaption
              columns={columnsFor(me.person.id)}
              list={list}
              rowKey={({ person }) => person.id}
              view={view}
              searchLabel="Search by name"
              filters={
                <>
                  <FilterSelect
                    label="Show"
                    value={state}
                    onChange={setState}
                    choices={[
                      { value: '', label: 'Everybody' },
                      { value: 'below_target', label: 'Below the target' },
                      { value: 'below_threshold', label: 'Below a threshold of accuracy' },
                      { value: 'actions', label: 'With open actions' },
                      { value: 'no_entry', label: 'Without an entry in four weeks' },
                    ]}
                  />
                  <FilterSelect
                    label="Team"
                    value={teamId}
                    onChange={setTeam}
                    choices={[
                      { value: '', label: 'All' },
                      ...(teams?.items ?? []).map(({ id, name, depth }) => ({ value: id, label: `${'\u00a0'.repeat(depth * 3)}${name}` })),
                    ]}
                  />
                </>
              }
              empty={
                <EmptyState title="Nobody is in this list.">
                  <p>Choose another state or team, or show everybody.</p>
                </EmptyState>
              }
            />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function columnsFor(myId: string): Column<Coder>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      sortable: true,
      cell: ({ person }) => <Link to={codingPath(subjectOf(person.id, myId))}>{person.name}</Link>,
    },
    {
      key: 'average',
      header: 'Four weeks',
      numeric: true,
      sortable: true,
      cell: (coder) => (
        <>
          {plainNumber(coder.fourWeeks.average)} <StateTag kind="trend" state={coder.trend === '' ? 'unknown' : coder.trend} />
          <span className="bw-note">{coder.fourWeeks.entries} days entered</span>
        </>
      ),
    },
    {
      key: 'target',
      header: 'Target',
      numeric: true,
      cell: ({ target, belowTarget }) => (
        <>
          {target ? target.episodes : 'None'}
          {belowTarget ? <span className="bw-note">below</span> : null}
        </>
      ),
    },
    {
      key: 'audited',
      header: 'Last audit',
      sortable: true,
      cell: ({ auditId, auditedOn }) => (auditId ? <Link to={`/coding/audits/${auditId}`}><DateText date={auditedOn} plain /></Link> : 'None'),
    },
    ...codeTypes.map((type) => ({
      key: type,
      header: codeTypeWord(type),
      numeric: true,
      cell: (coder: Coder) => (coder.auditId ? <FigureCell audit={coder} type={type} /> : ''),
    })),
    {
      key: 'actions',
      header: 'Open actions',
      numeric: true,
      sortable: true,
      cell: ({ openActions, overdueActions }) => (
        <>
          {openActions}
          {overdueActions > 0 ? <span className="bw-note">{overdueActions} overdue</span> : null}
        </>
      ),
    },
  ];
}
