import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import {
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  SubNavigation,
  TableDownload,
  TodayContext,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { SaveView } from '@/session/SaveView';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { TeamFilter } from './TeamFilter';
import { counted, organisationCrumb, organisationPages, peoplePath } from './words';

type Answer = components['schemas']['SinglePointsPage'];
type Point = components['schemas']['SinglePoint'];

/** Essential statements that one person or nobody holds. */
export function SinglePointsPage() {
  const me = useMe();
  const view = useTableView('', 'holder');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [teamId] = useFilter('teamId');
  const [skill, setSkill] = useFilter('skill');
  const [held, setHeld] = useFilter('held');
  const by = held === 'nobody' || held === 'one' ? held : undefined;
  const list = useList<Point, Answer>(['workforce', 'single-points', search, sort, teamId, skill, by], (cursor) =>
    answer(
      api.GET('/workforce/single-points', {
        params: { query: { q: search || undefined, sort, cursor, teamId: teamId || undefined, skill: skill || undefined, held: by } },
      }),
    ),
  );
  const columns: Column<Point>[] = [
    {
      key: 'statement',
      header: 'Statement',
      rowHeader: true,
      sortable: true,
      cell: ({ statementId, code, level, aspect, text }) => (
        <>
          <Link to={`/library/statements/${statementId}`}>
            {code} {level}: {aspect}
          </Link>
          <span className="bw-note">{text}</span>
        </>
      ),
    },
    {
      key: 'roles',
      header: 'Needed by',
      cell: ({ roles }) =>
        roles.map(({ id, name }) => (
          <Link key={id} className="bw-block" to={`/library/roles/${id}`}>
            {name}
          </Link>
        )),
    },
    {
      key: 'needed',
      header: 'People who need it',
      numeric: true,
      sortable: true,
      cell: ({ needed, filter, code, level, aspect }) => (
        <Link to={peoplePath(filter)} aria-label={`${needed} need ${code} ${level}: ${aspect}`}>
          {needed}
        </Link>
      ),
    },
    {
      key: 'holder',
      header: 'Held by',
      sortable: true,
      cell: ({ holder }) =>
        holder ? (
          <Link to={subjectOf(holder.id, me.person.id).portfolioPath}>{holder.name} alone</Link>
        ) : (
          <strong>Nobody</strong>
        ),
    },
  ];
  return (
    <Page title="Single points of failure" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <p>
        Essential statements of people’s roles that one person or nobody holds: approved at the level asked or, where the role
        lets it count, a higher one, and not expired. Only people within your reach and the chosen team are counted.
      </p>
      <Loaded query={list.whole} what="the statements">
        {(page) => (
          <TodayContext value={page.dataOn}>
            {list.total > 0 ? (
              <p>
                {counted(page.count.nobody, 'statement')} held by nobody, {page.count.one} by one person.
              </p>
            ) : null}
            <DataTable
              caption="Single points of failure"
              hideCaption
              columns={columns}
              list={list}
              rowKey={({ statementId }) => statementId}
              view={view}
              searchLabel="Search by statement"
              filters={
                <>
                  <TeamFilter />
                  <FilterSelect
                    label="Skill"
                    value={skill}
                    onChange={setSkill}
                    choices={[
                      { value: '', label: 'All' },
                      ...page.choices.skills.map(({ key, title }) => ({ value: key, label: `${key} ${title}` })),
                    ]}
                  />
                  <FilterSelect
                    label="Held by"
                    value={held}
                    onChange={setHeld}
                    choices={[
                      { value: '', label: 'One or nobody' },
                      { value: 'nobody', label: 'Nobody' },
                      { value: 'one', label: 'One person' },
                    ]}
                  />
                </>
              }
              empty={
                <EmptyState title="No statement hangs on one person here.">
                  <p>Every essential statement is held by two people or more, or no role here asks for one.</p>
                </EmptyState>
              }
            />
            <TableDownload table="single-points" what="these statements" />
            <SaveView page="single-points" />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}
