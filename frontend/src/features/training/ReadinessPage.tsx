import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { type Column, EmptyState, Facts, Loaded, LocalTable, Page, StateTag, useTableView } from '@/design';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';

type Requirement = components['schemas']['ReadinessRequirement'];

const readinessQuery = (id: string, roleId: string) =>
  queryOptions({
    queryKey: ['people', id, 'readiness', roleId],
    queryFn: () => answer(api.GET('/people/{id}/readiness', { params: { path: { id }, query: { roleId } } })),
  });

function columnsFor(subject: Subject): Column<Requirement>[] {
  return [
    {
      key: 'code',
      header: 'Skill',
      value: ({ code = '', level = '', skill = '' }) => `${code} ${level} ${skill}`,
      cell: ({ code, level }) => (
        <span className="bw-nowrap">
          {code} {level}
        </span>
      ),
    },
    {
      key: 'statement',
      header: 'Requirement',
      rowHeader: true,
      value: ({ title, text }) => `${title} ${text}`,
      cell: ({ title, text, claimId }) => (
        <>
          {claimId ? <Link to={`${subject.portfolioPath}/claims/${claimId}`}>{title}</Link> : title}
          <span className="bw-statement">{text}</span>
        </>
      ),
    },
    {
      key: 'importance',
      header: 'Importance',
      value: ({ importance }) => (importance === 'essential' ? 1 : 2),
      cell: ({ importance }) => (importance === 'essential' ? 'Essential' : 'Desirable'),
    },
    {
      key: 'state',
      header: 'State',
      value: ({ state }) => state,
      cell: ({ state, because }) => (
        <>
          <StateTag kind="requirement" state={state} />
          <span className="bw-note">{because}</span>
        </>
      ),
    },
  ];
}

/** What a role asks for, requirement by requirement, and what the person meets of it. */
export function ReadinessPage() {
  const { roleId = '' } = useParams();
  const subject = useSubject();
  const query = useQuery(readinessQuery(subject.id, roleId));
  const view = useTableView('', 'importance');
  return (
    <Loaded query={query} what="the requirements">
      {({ person, role, band, summary, counts, requirements }) => (
        <Page
          title={`Ready for ${role.name}`}
          caption={subject.own ? undefined : person.name}
          breadcrumbs={crumbsOf(subject, person.name, 'progress')}
        >
          <p className="nhsuk-body-l">{summary}</p>
          <Facts
            facts={[
              { term: 'Band', value: band },
              { term: 'Essential', value: `${counts.essentialMet} of ${counts.essentialRequired} met` },
              { term: 'Desirable', value: `${counts.desirableMet} of ${counts.desirableRequired} met` },
            ]}
          />
          <LocalTable
            caption="Requirements"
            columns={columnsFor(subject)}
            rows={requirements}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search requirements"
            empty={<EmptyState title="This role asks for nothing yet." />}
          />
        </Page>
      )}
    </Loaded>
  );
}
