import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { type FormProblems, formProblemsFrom } from '@/api/problem';
import { FilterSelect, Loaded, Page, useFilter } from '@/design';
import { complete, factorCount, type Levels, levelsFrom, levelsText, missingLevels } from './levels';
import { LevelsForm } from './LevelsForm';
import { MatchResults } from './MatchResults';
import { previewQuery, profileQuery, profilesQuery, roleQuery, rolesQuery, schemeQuery } from '../queries';
import type { JobScheme } from '../types';
import { bandName, libraryCrumb } from '../words';

/** What a job's 16 levels would match; nothing of it is stored. */
export function JobMatchPage() {
  const query = useQuery(schemeQuery);
  return (
    <Page
      title="Try a job match"
      breadcrumbs={[libraryCrumb, { label: 'National profiles', href: '/library/profiles' }]}
    >
      <p>
        Choose the job’s level on each of the 16 factors to see its points, its band and the profiles that come nearest.
        Nothing is stored. A match that counts is made by a trained panel.
      </p>
      <Loaded query={query} what="the scheme">
        {(scheme) => <Trial scheme={scheme} />}
      </Loaded>
    </Page>
  );
}

function Trial({ scheme }: { scheme: JobScheme }) {
  const [params, setParams] = useSearchParams();
  const [roleId, setRoleId] = useFilter('role');
  const asked = levelsFrom(params.get('levels') ?? '', scheme);
  const [levels, setLevels] = useState<Levels>(asked);
  const [missing, setMissing] = useState<FormProblems>();
  const [attempt, setAttempt] = useState(0);
  const role = useQuery({ ...roleQuery(roleId), enabled: roleId !== '' });
  const ready = complete(asked);
  const preview = useQuery({ ...previewQuery(ready ?? []), enabled: ready !== undefined });

  function submit() {
    const problems = missingLevels(levels, scheme);
    setAttempt(attempt + 1);
    setMissing(problems.length > 0 ? { fields: problems, general: [] } : undefined);
    if (problems.length > 0) return;
    // The address carries the levels, so that the answer can be sent to a colleague or come back to.
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.set('levels', levelsText(levels));
        return next;
      },
      { preventScrollReset: true },
    );
  }

  return (
    <>
      <Beginning
        roleId={roleId}
        onRole={setRoleId}
        onLevels={(chosen) => {
          setLevels(chosen);
          setMissing(undefined);
        }}
      />
      <LevelsForm
        scheme={scheme}
        levels={levels}
        onChange={setLevels}
        role={roleId === '' ? undefined : role.data}
        onSubmit={submit}
        problems={missing ?? (preview.error ? formProblemsFrom(preview.error) : undefined)}
        attempt={attempt + preview.errorUpdateCount}
        pending={preview.isFetching}
      />
      {preview.data && ready && missing === undefined ? (
        <MatchResults
          key={levelsText(ready)}
          preview={preview.data}
          scheme={scheme}
          levels={ready}
          takeFocus={attempt > 0}
          changed={levelsText(levels) !== levelsText(ready)}
        />
      ) : null}
    </>
  );
}

interface BeginningProps {
  roleId: string;
  onRole: (roleId: string) => void;
  onLevels: (levels: Levels) => void;
}

/** Whose duties stand beside the factors, and which profile's levels to start from. */
function Beginning({ roleId, onRole, onLevels }: BeginningProps) {
  const queryClient = useQueryClient();
  const { data: roles } = useQuery(rolesQuery);
  const { data: profiles } = useQuery(profilesQuery);
  const [profileId, setProfileId] = useState('');

  async function startFrom(id: string) {
    setProfileId(id);
    if (id === '') {
      onLevels(Array.from({ length: factorCount }, () => undefined));
      return;
    }
    const { factors } = await queryClient.query(profileQuery(id));
    onLevels(factors.map(({ levelMin }) => levelMin));
  }

  return (
    <div className="bw-table__tools bw-beginning">
      <FilterSelect
        label="Show the duties of a role beside the factors"
        value={roleId}
        onChange={onRole}
        choices={[
          { value: '', label: 'No role' },
          ...(roles?.items ?? []).map(({ id, title, band }) => ({
            value: id,
            label: `${title} (${bandName(band).toLowerCase()})`,
          })),
        ]}
      />
      <FilterSelect
        label="Start from the lowest levels of a profile"
        value={profileId}
        onChange={(id) => void startFrom(id)}
        choices={[
          { value: '', label: 'No profile' },
          ...(profiles?.items ?? []).map(({ id, title, band }) => ({
            value: id,
            label: `${title} (${bandName(band).toLowerCase()})`,
          })),
        ]}
      />
    </div>
  );
}
