import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { EmptyState, Facts, Form, LoadedPage, Page, StateTag, SubmitButton, useDone } from '@/design';
import { useMe } from '@/session/session';
import { schemeQuery } from '../queries';
import type { JobScheme } from '../types';
import { bandName } from '../words';
import { DecisionsTable } from './DecisionsTable';
import { totalWords } from './match';
import { matchQuery } from './queries';
import type { JobMatch } from './types';
import { useDecision } from './useDecision';
import { crumbsOf, matchesCrumb } from './words';

/** A member of the panel confirms all levels and reasons. */
export function AgreePage() {
  const { matchId = '' } = useParams();
  const match = useQuery(matchQuery(matchId));
  const scheme = useQuery(schemeQuery);
  return (
    <LoadedPage query={match} what="the match" title="Confirm levels and reasons" breadcrumbs={[matchesCrumb]}>
      {(loaded) => (
        <LoadedPage query={scheme} what="the scheme" title="Confirm levels and reasons" breadcrumbs={[matchesCrumb]}>
          {(known) => <Agreeing match={loaded} scheme={known} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function Agreeing({ match, scheme }: { match: JobMatch; scheme: JobScheme }) {
  const { summary, evaluation, panel } = match;
  const me = useMe();
  const here = `/job-matches/${summary.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const others = panel.filter(({ person, agreed }) => !agreed && person.id !== me.person.id);
  const { submit, ...state } = useDecision({
    send: (version: number) =>
      answer(api.POST('/job-matches/{id}/agree', { params: { path: { id: summary.id } }, body: { version } })),
    done: async (now) => {
      await refresh();
      await done(
        here,
        now.summary.state === 'checking'
          ? 'You have confirmed. The whole panel agrees, and the match waits for its consistency check.'
          : 'You have confirmed all levels and reasons.',
      );
    },
  });
  return (
    <Page
      title="Confirm levels and reasons"
      caption={`Job match: ${summary.role.name}`}
      breadcrumbs={crumbsOf(summary.id, summary.role.name)}
    >
      {match.actions.includes('agree') || state.problems ? (
        <>
          <p>
            The panel decides by consensus, and nobody has a casting vote. Once every member has confirmed, the match
            goes to its consistency check.{' '}
            {others.length === 0
              ? 'Yours is the last confirmation.'
              : `Still to confirm besides you: ${others.map(({ person }) => person.name).join(', ')}.`}
          </p>
          <Facts
            facts={[
              { term: 'Judged against', value: summary.candidate?.name },
              { term: 'Points', value: totalWords(evaluation, scheme.factors.length) },
              { term: 'Band by its points', value: evaluation.band === '' ? '' : bandName(evaluation.band) },
              {
                term: 'Outcome',
                value: (
                  <>
                    <StateTag kind="match" state={evaluation.outcome} /> {evaluation.outcomeReason} {evaluation.advice}
                  </>
                ),
              },
            ]}
          />
          <DecisionsTable match={match} scheme={scheme} />
          <Form {...state} onSubmit={() => void submit(summary.version)}>
            <div className="nhsuk-button-group">
              <SubmitButton pending={state.pending}>I agree with all levels and reasons</SubmitButton>
              <Link to={here}>Not yet</Link>
            </div>
          </Form>
        </>
      ) : (
        <EmptyState title="There is nothing for you to confirm here now.">
          <p>
            <Link to={here}>See where the match stands</Link>
          </p>
        </EmptyState>
      )}
    </Page>
  );
}
