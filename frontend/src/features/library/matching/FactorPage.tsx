import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Loaded, LoadedPage, Page, useControlKeys } from '@/design';
import { schemeQuery } from '../queries';
import type { JobScheme } from '../types';
import { FactorDuties } from './FactorDuties';
import { FactorForm } from './FactorForm';
import { FactorReading } from './FactorReading';
import { LiveStanding } from './LiveStanding';
import { DecidedBar } from './MatchParts';
import { matchQuery, workbenchQuery } from './queries';
import type { JobMatch, MatchWorkbench, WorkbenchFactor } from './types';
import { crumbsOf, matchesCrumb } from './words';

/** One factor of a match: the duties, the levels with what the profiles say at each, and the candidates. */
export function FactorPage() {
  const { matchId = '', factorNo = '' } = useParams();
  const match = useQuery(matchQuery(matchId));
  const scheme = useQuery(schemeQuery);
  const both = match.data && scheme.data ? { match: match.data, scheme: scheme.data } : undefined;
  return (
    <LoadedPage
      query={{
        data: both,
        error: match.error ?? scheme.error,
        isPending: match.isPending || scheme.isPending,
        refetch: () => Promise.all([match.refetch(), scheme.refetch()]),
      }}
      what="the factor"
      title="Job match"
      breadcrumbs={[matchesCrumb]}
    >
      {(loaded) => <Factor {...loaded} no={Number(factorNo)} />}
    </LoadedPage>
  );
}

interface FactorProps {
  match: JobMatch;
  scheme: JobScheme;
  no: number;
}

function Factor({ match, scheme, no }: FactorProps) {
  const { summary } = match;
  const here = `/job-matches/${summary.id}`;
  const known = scheme.factors.find((factor) => factor.no === no);
  const bench = useQuery({ ...workbenchQuery(summary.id, no), enabled: known !== undefined });
  const navigate = useNavigate();
  const previous = no > 1 ? no - 1 : undefined;
  const next = no < scheme.factors.length ? no + 1 : undefined;
  useControlKeys({
    ',': previous === undefined ? undefined : () => void navigate(`${here}/factors/${previous}`),
    '.': next === undefined ? undefined : () => void navigate(`${here}/factors/${next}`),
  });

  return (
    <Page
      title={known ? `${no}. ${known.name}` : 'There is no such factor'}
      caption={`Job match: ${summary.role.name}`}
      breadcrumbs={crumbsOf(summary.id, summary.role.name)}
    >
      <FactorSteps match={match} scheme={scheme} no={no} />
      {known === undefined ? null : (
        <Loaded query={bench} what="duties, levels and profiles">
          {(loaded) => <Bench key={no} match={match} scheme={scheme} bench={loaded} no={no} />}
        </Loaded>
      )}
    </Page>
  );
}

/** The 16 factors to step through; those with a level are marked in words too. */
function FactorSteps({ match, scheme, no }: FactorProps) {
  const decided = new Set(match.decisions.map((decision) => decision.no));
  return (
    <>
      <DecidedBar decided={decided.size} all={scheme.factors.length} />
      <nav aria-label="Factors">
        <ol className="bw-factor-steps">
          {scheme.factors.map((factor) => (
            <li key={factor.no}>
              <Link
                to={`/job-matches/${match.summary.id}/factors/${factor.no}`}
                aria-current={factor.no === no ? 'step' : undefined}
                className={decided.has(factor.no) ? 'bw-factor-steps__done' : undefined}
                title={factor.name}
              >
                {factor.no}
                <span className="nhsuk-u-visually-hidden">
                  {' '}
                  {factor.name}, {decided.has(factor.no) ? 'has a level' : 'no level yet'}
                </span>
                {decided.has(factor.no) ? <span aria-hidden="true"> ✓</span> : null}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
    </>
  );
}

interface BenchProps extends FactorProps {
  bench: MatchWorkbench;
}

function Bench({ match, scheme, bench, no }: BenchProps) {
  const factor = bench.factors.find((one) => one.no === no);
  const [level, setLevel] = useState(factor?.decision?.level);
  if (factor === undefined) return null;
  const editable = match.actions.includes('save_factor');
  return (
    <div className="bw-bench">
      <section className="bw-bench__duties" aria-labelledby="bench-duties">
        <h2 className="nhsuk-heading-m" id="bench-duties">
          What the job does
        </h2>
        <FactorDuties roleId={match.summary.role.id} factor={factor} others={bench.otherDuties} />
      </section>
      <section className="bw-bench__level" aria-labelledby="bench-level">
        <h2 className="nhsuk-heading-m" id="bench-level">
          {editable ? 'Level and reason' : 'The panel’s level'}
        </h2>
        <CandidateRow factor={factor} candidate={bench.candidate?.name} />
        {editable ? (
          <FactorForm match={match} scheme={scheme} factor={factor} level={level} onLevel={setLevel} />
        ) : (
          <FactorReading factor={factor} />
        )}
      </section>
      <section className="bw-bench__live" aria-labelledby="bench-live">
        <h2 className="nhsuk-heading-m" id="bench-live">
          What it comes to
        </h2>
        <LiveStanding match={match} scheme={scheme} no={no} level={editable ? level : undefined} />
      </section>
    </div>
  );
}

/** What the candidate profile has on this factor. */
function CandidateRow({ factor, candidate }: { factor: WorkbenchFactor; candidate: string | undefined }) {
  const row = factor.candidateRow;
  return (
    <p>
      {row ? (
        <>
          {candidate ?? row.title} has level <strong>{row.levelText}</strong>.
        </>
      ) : (
        'No profile is chosen to judge against.'
      )}
      {factor.fixed ? ' On this factor a job may not vary from the profile.' : ''}
    </p>
  );
}
