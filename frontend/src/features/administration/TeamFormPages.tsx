import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { answer, api, type Tagged } from '@/api/client';
import { EmptyState, Loaded, LoadedPage, Page } from '@/design';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { tagged, useEditing } from './editing';
import { teamsQuery } from './queries';
import { TeamForm } from './TeamForm';
import { branchOf, teamChoices } from './teamTree';
import type { Team } from './types';
import { administrationCrumb, teamsCrumb } from './words';

const crumbs = [administrationCrumb, teamsCrumb];

export function NewTeamPage() {
  const query = useQuery(teamsQuery);
  const [params] = useSearchParams();
  return (
    <Page title="Add a team" breadcrumbs={crumbs}>
      <Loaded query={query} what="the teams">
        {({ items }) => (
          <TeamForm
            name=""
            parentId={params.get('below') ?? ''}
            parents={teamChoices(items)}
            send={(body, key) => answer(api.POST('/teams', { params: { header: { 'Idempotency-Key': key } }, body }))}
            saved={({ name }) => `${name} is added.`}
            label="Add this team"
          />
        )}
      </Loaded>
    </Page>
  );
}

export function EditTeamPage() {
  const { teamId = '' } = useParams();
  const query = useQuery(teamsQuery);
  const find = (teams: Team[] | undefined) => teams?.find(({ id }) => id === teamId);
  return (
    <LoadedPage query={query} what="the team" title="Rename or move a team" breadcrumbs={crumbs}>
      {({ items }) => {
        const team = find(items);
        if (!team) {
          return (
            <Page title="Rename or move a team" breadcrumbs={crumbs}>
              <EmptyState title="There is no such team." />
            </Page>
          );
        }
        return (
          <Editing
            teams={items}
            read={tagged(team)}
            readAgain={async () => {
              const newest = find((await query.refetch()).data?.items);
              return newest ? tagged(newest) : undefined;
            }}
          />
        );
      }}
    </LoadedPage>
  );
}

interface EditingProps {
  teams: Team[];
  read: Tagged<Team>;
  readAgain: () => Promise<Tagged<Team> | undefined>;
}

function Editing({ teams, read, readAgain }: EditingProps) {
  const { base, changedMeanwhile, guarded } = useEditing(read, readAgain);
  const { id, name, parentId } = base.value;
  const parent = teams.find((team) => team.id === parentId);
  return (
    <Page title="Rename or move a team" caption={name} breadcrumbs={crumbs}>
      <TeamForm
        name={name}
        parentId={parentId ?? ''}
        // A team cannot stand below itself.
        parents={teamChoices(teams, branchOf(teams, id))}
        newest={
          changedMeanwhile ? (
            <ChangedMeanwhile
              facts={[
                { term: 'Name', value: name },
                { term: 'Below', value: parent?.name ?? 'At the top' },
              ]}
            />
          ) : null
        }
        send={(body) =>
          guarded((etag) =>
            answer(api.PATCH('/teams/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body })),
          )
        }
        saved={(team) => `${team.name} is saved.`}
        label="Save"
      />
    </Page>
  );
}
