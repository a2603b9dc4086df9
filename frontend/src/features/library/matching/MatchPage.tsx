import { useQuery } from '@tanstack/react-query';
import { Button, InsetText } from 'nhsuk-react-components';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { ButtonLink, DateText, Facts, LoadedPage, Page, Section, StateTag, useToday } from '@/design';
import { schemeQuery } from '../queries';
import type { JobScheme } from '../types';
import { bandName } from '../words';
import { CandidatesTable } from './CandidatesTable';
import { DecisionsTable } from './DecisionsTable';
import { nextFactor, totalWords } from './match';
import { DecidedBar, MatchHistory, PanelList } from './MatchParts';
import { matchQuery } from './queries';
import type { JobMatch } from './types';
import { matchesCrumb } from './words';

export function MatchPage() {
  const { matchId = '' } = useParams();
  const match = useQuery(matchQuery(matchId));
  const scheme = useQuery(schemeQuery);
  return (
    <LoadedPage query={match} what="the job match" title="Job match" breadcrumbs={[matchesCrumb]}>
      {(loaded) => (
        <LoadedPage query={scheme} what="the scheme" title={loaded.summary.role.name} breadcrumbs={[matchesCrumb]}>
          {(known) => <LoadedMatch match={loaded} scheme={known} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function LoadedMatch({ match, scheme }: { match: JobMatch; scheme: JobScheme }) {
  const { summary, evaluation, actions } = match;
  const here = `/job-matches/${summary.id}`;
  return (
    <Page
      title={summary.role.name}
      caption={summary.reviewOf ? 'Job match, review' : 'Job match'}
      breadcrumbs={[matchesCrumb]}
      action={<MainAction match={match} scheme={scheme} />}
    >
      <Standing match={match} factorCount={scheme.factors.length} />
      <div className="bw-columns">
        <div>
          <h2 className="nhsuk-heading-m">Levels and reasons</h2>
          {actions.includes('save_factor') ? (
            <p>Open a factor to choose its level beside the duties and the national profiles’ texts.</p>
          ) : null}
          <DecisionsTable match={match} scheme={scheme} />
        </div>
        <div>
          <Section title="Panel">
            <PanelList match={match} />
          </Section>
          {summary.state === 'released' ? <AfterRelease match={match} /> : null}
        </div>
      </div>
      <h2 className="nhsuk-heading-m">National profiles, the nearest first</h2>
      <CandidatesTable match={match} candidates={evaluation.candidates} />
      <Section title="History">
        <MatchHistory match={match} />
      </Section>
      {actions.includes('withdraw') ? (
        <p>
          <Link to={`${here}/withdraw`}>Withdraw this match</Link>
        </p>
      ) : null}
    </Page>
  );
}

/** The one thing that this person does next with the match. */
function MainAction({ match: { summary, decisions, actions }, scheme }: { match: JobMatch; scheme: JobScheme }) {
  const here = `/job-matches/${summary.id}`;
  if (actions.includes('release')) return <ButtonLink href={`${here}/check`}>Check consistency</ButtonLink>;
  if (actions.includes('letter')) return <LetterButton id={summary.id} />;
  if (actions.includes('agree')) return <ButtonLink href={`${here}/agree`}>Confirm levels and reasons</ButtonLink>;
  if (!actions.includes('save_factor')) return null;
  const next = nextFactor(decisions, scheme.factors.length);
  if (next === undefined) return null;
  return (
    <ButtonLink href={`${here}/factors/${next}`}>
      {decisions.length === 0 ? 'Begin with factor 1' : `Continue with factor ${next}`}
    </ButtonLink>
  );
}

function LetterButton({ id }: { id: string }) {
  return (
    <Button as="a" href={`/api/v1/job-matches/${id}/letter`} download>
      Download the outcome letter (PDF)
    </Button>
  );
}

/** What the match is waiting for, in a sentence. */
function stateSentence({ summary, panel, actions }: JobMatch): ReactNode {
  const missing = panel.filter(({ agreed }) => !agreed).map(({ person }) => person.name);
  switch (summary.state) {
    case 'open':
      if (summary.decided < 16) return 'The panel chooses a level and gives a reason for each factor.';
      if (!summary.candidate) return 'All factors have a level. The panel still chooses the profile to judge against.';
      return `All factors have a level. To be confirmed by ${missing.join(', ')}.`;
    case 'checking':
      return actions.includes('release')
        ? 'The panel agrees. You can check the match for consistency and release it.'
        : 'The panel agrees. Somebody who is not on the panel checks it for consistency, then releases it.';
    case 'released':
      return 'Final: nothing of it can be changed any more.';
    case 'withdrawn':
      return 'Ended without an outcome. The history says why.';
  }
}

function Standing({ match, factorCount }: { match: JobMatch; factorCount: number }) {
  const { summary, evaluation } = match;
  return (
    <>
      <Facts
        facts={[
          {
            term: 'State',
            value: (
              <>
                <StateTag kind="jobMatch" state={summary.state} /> {stateSentence(match)}
                {summary.state === 'open' ? <DecidedBar decided={summary.decided} all={factorCount} /> : null}
              </>
            ),
          },
          {
            term: 'Role',
            value: (
              <>
                <Link to={`/library/roles/${summary.role.id}`}>{summary.role.name}</Link>,{' '}
                {match.roleBand === '' ? 'its band was unknown' : `${bandName(match.roleBand).toLowerCase()} before`}
              </>
            ),
          },
          {
            term: 'Judged against',
            value: summary.candidate ? (
              <Link to={`/library/profiles/${summary.candidate.id}`}>{summary.candidate.name}</Link>
            ) : (
              'No profile is chosen yet. The nearest ones stand below.'
            ),
          },
          { term: 'Points', value: totalWords(evaluation, factorCount) },
          {
            term: 'Band by its points',
            value: (
              <>
                {evaluation.band === '' ? null : `${bandName(evaluation.band)}. `}
                {evaluation.bandReason}
              </>
            ),
          },
          {
            term: 'Outcome',
            value: (
              <>
                <StateTag kind="match" state={evaluation.outcome} /> {evaluation.outcomeReason}
                {evaluation.effectiveBand ? (
                  <strong className="bw-block">
                    {summary.state === 'released' ? 'The role is' : 'The role would be'}{' '}
                    {bandName(evaluation.effectiveBand).toLowerCase()}.
                  </strong>
                ) : null}
              </>
            ),
          },
          { term: 'Scheme', value: `${match.scheme.name}, version ${match.scheme.version}` },
        ]}
      />
      {evaluation.advice === '' ? null : (
        <InsetText>
          <p>{evaluation.advice}</p>
          <p>Which rule each profile fails stands below, profile by profile.</p>
        </InsetText>
      )}
      {summary.reviewOf ? (
        <p>
          This match reviews <Link to={`/job-matches/${summary.reviewOf}`}>an earlier one</Link>.
        </p>
      ) : null}
    </>
  );
}

function AfterRelease({ match }: { match: JobMatch }) {
  const { summary, actions } = match;
  const today = useToday();
  return (
    <Section title="Release and review">
      <p>
        Released <DateText date={summary.releasedOn} /> by {match.releasedBy?.name ?? 'somebody outside the panel'}.
      </p>
      {match.checkNote === '' ? null : (
        <>
          <p>What the check found:</p>
          <p className="bw-quote">{match.checkNote}</p>
        </>
      )}
      {match.reviewedBy ? (
        <p>
          It is reviewed by <Link to={`/job-matches/${match.reviewedBy}`}>another match</Link>.
        </p>
      ) : (
        <p>
          {match.reviewUntil !== undefined && match.reviewUntil < today
            ? 'A review could be asked for until'
            : 'A review, by a differently constituted panel, can be asked for until'}{' '}
          <DateText date={match.reviewUntil} />.
        </p>
      )}
      {actions.includes('review') ? (
        <ButtonLink href={`/job-matches/${summary.id}/review`} secondary>
          Open a review
        </ButtonLink>
      ) : null}
    </Section>
  );
}
