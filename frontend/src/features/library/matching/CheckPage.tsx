import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { Link, useParams } from 'react-router';
import { ButtonLink, EmptyState, Facts, Loaded, LoadedPage, Page, StateTag } from '@/design';
import { bandName, counted } from '../words';
import { ComparedReasons } from './ComparedReasons';
import { NeighboursTable } from './NeighboursTable';
import { consistencyQuery, matchQuery } from './queries';
import type { JobMatch, MatchConsistency } from './types';
import { crumbsOf, matchesCrumb } from './words';

/** What stands out when a match is compared with others; the checker releases or returns it from here. */
export function CheckPage() {
  const { matchId = '' } = useParams();
  const match = useQuery(matchQuery(matchId));
  return (
    <LoadedPage query={match} what="the match" title="Consistency check" breadcrumbs={[matchesCrumb]}>
      {(loaded) => <Check match={loaded} />}
    </LoadedPage>
  );
}

function Check({ match }: { match: JobMatch }) {
  const { summary, evaluation, actions } = match;
  const here = `/job-matches/${summary.id}`;
  const query = useQuery(consistencyQuery(summary.id));
  return (
    <Page
      title="Consistency check"
      caption={`Job match: ${summary.role.name}`}
      breadcrumbs={crumbsOf(summary.id, summary.role.name)}
      action={actions.includes('release') ? <ButtonLink href={`${here}/release`}>Release the outcome</ButtonLink> : null}
    >
      <Facts
        facts={[
          { term: 'State', value: <StateTag kind="jobMatch" state={summary.state} /> },
          { term: 'Judged against', value: summary.candidate?.name },
          { term: 'Points', value: evaluation.total },
          {
            term: 'Outcome',
            value: (
              <>
                <StateTag kind="match" state={evaluation.outcome} /> {evaluation.outcomeReason}
                {evaluation.effectiveBand ? ` The role would be ${bandName(evaluation.effectiveBand).toLowerCase()}.` : ''}
              </>
            ),
          },
        ]}
      />
      <Loaded query={query} what="the comparisons">
        {(consistency) => <Comparisons match={match} consistency={consistency} />}
      </Loaded>
      {actions.includes('return') ? (
        <p>
          <Link to={`${here}/return`}>Return the match to the panel</Link>
        </p>
      ) : null}
    </Page>
  );
}

function Comparisons({ match, consistency }: { match: JobMatch; consistency: MatchConsistency }) {
  const { compared, flagged, measures, reasons, neighbours } = consistency;
  return (
    <>
      <p>
        Compared with {counted(compared, 'other match', 'other matches')} of the organisation and with the national
        profiles. <strong>{flagged === 0 ? 'Nothing stands out.' : `${counted(flagged, 'comparison')} ${flagged === 1 ? 'stands' : 'stand'} out.`}</strong>{' '}
        None of this decides anything: it shows where to look.
      </p>
      <Details className="bw-why">
        <Details.Summary>What is compared, and how</Details.Summary>
        <Details.Text>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {measures.map((measure) => (
              <li key={measure}>{measure}</li>
            ))}
          </ul>
        </Details.Text>
      </Details>
      <h2 className="nhsuk-heading-m">Reasons beside those of other matches</h2>
      {reasons.length === 0 ? (
        <EmptyState title="No reason stands out.">
          <p>
            {compared === 0
              ? 'There is no other agreed or released match yet to compare with.'
              : 'Levels and reasons go together as they do in the other matches.'}
          </p>
        </EmptyState>
      ) : (
        <ComparedReasons reasons={reasons} />
      )}
      <h2 className="nhsuk-heading-m">Neighbours in the bands</h2>
      <NeighboursTable neighbours={neighbours} total={match.evaluation.total} />
    </>
  );
}
