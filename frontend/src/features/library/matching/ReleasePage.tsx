import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { Confirm, EmptyState, Facts, LoadedPage, LongTextField, Page, StateTag, useDone } from '@/design';
import { bandName, counted } from '../words';
import { consistencyQuery, matchQuery } from './queries';
import type { JobMatch } from './types';
import { useDecision } from './useDecision';
import { crumbsOf, matchesCrumb } from './words';

/** Asks before the outcome of a match becomes final. */
export function ReleasePage() {
  const { matchId = '' } = useParams();
  const match = useQuery(matchQuery(matchId));
  const consistency = useQuery(consistencyQuery(matchId));
  return (
    <LoadedPage query={match} what="the match" title="Release the outcome" breadcrumbs={[matchesCrumb]}>
      {(loaded) => (
        <LoadedPage query={consistency} what="the comparisons" title="Release the outcome" breadcrumbs={[matchesCrumb]}>
          {({ flagged }) => <Releasing match={loaded} flagged={flagged} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function Releasing({ match, flagged }: { match: JobMatch; flagged: number }) {
  const { summary, evaluation } = match;
  const here = `/job-matches/${summary.id}`;
  const done = useDone();
  const refresh = useRefresh();
  const [note, setNote] = useState('');
  const { submit, ...state } = useDecision({
    check: () =>
      flagged > 0 && note.trim() === ''
        ? [{ name: 'note', message: `${counted(flagged, 'comparison')} ${flagged === 1 ? 'stands' : 'stand'} out. Say what you made of that` }]
        : [],
    send: (version: number) =>
      answer(
        api.POST('/job-matches/{id}/release', { params: { path: { id: summary.id } }, body: { version, note } }),
      ),
    done: async () => {
      await refresh();
      await done(here, `The outcome for ${summary.role.name} is released.`);
    },
  });

  if (!match.actions.includes('release') && !state.problems) {
    return (
      <Page title="Release the outcome" breadcrumbs={crumbsOf(summary.id, summary.role.name)}>
        <EmptyState title="This match does not wait for your release.">
          <p>
            <Link to={here}>See where the match stands</Link>
          </p>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Confirm
      {...state}
      question={`Release the outcome for ${summary.role.name}?`}
      confirm="Release the outcome"
      onConfirm={() => void submit(summary.version)}
      back={{ label: 'Back to the check', href: `${here}/check` }}
    >
      <Facts
        facts={[
          {
            term: 'Outcome',
            value: (
              <>
                <StateTag kind="match" state={evaluation.outcome} /> {evaluation.outcomeReason}
              </>
            ),
          },
          { term: 'Points', value: evaluation.total },
          { term: 'Band before', value: match.roleBand === '' ? 'Unknown' : bandName(match.roleBand) },
          {
            term: 'Band after',
            value: evaluation.effectiveBand ? bandName(evaluation.effectiveBand) : 'None by this outcome',
          },
          { term: 'Panel', value: match.panel.map(({ person }) => person.name).join(', ') },
        ]}
      />
      {evaluation.advice === '' ? null : <p>{evaluation.advice}</p>}
      <p>
        A released match cannot be changed any more, by anybody. The role gets the band of its outcome, and the letter
        can be sent. Only a review, by another panel, can come to another outcome.
      </p>
      <LongTextField
        name="note"
        label={flagged > 0 ? 'What did you make of the comparisons?' : 'What you found (optional)'}
        hint={
          flagged > 0
            ? `${counted(flagged, 'comparison')} ${flagged === 1 ? 'stands' : 'stand'} out; the note is kept with the match`
            : 'Kept with the match'
        }
        value={note}
        onChange={setNote}
        rows={4}
      />
    </Confirm>
  );
}
