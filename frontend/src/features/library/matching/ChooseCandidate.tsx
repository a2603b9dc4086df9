import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { Form } from '@/design';
import type { JobMatch, LiveCandidate } from './types';
import { useDecision } from './useDecision';

/** Makes a profile the one that the match is judged against. */
export function ChooseCandidate({ match, candidate }: { match: JobMatch; candidate: LiveCandidate }) {
  const refresh = useRefresh();
  const { submit, ...state } = useDecision({
    send: (version: number) =>
      answer(
        api.POST('/job-matches/{id}/candidate', {
          params: { path: { id: match.summary.id } },
          body: { version, profileId: candidate.profileId },
        }),
      ),
    done: refresh,
  });
  return (
    <Form {...state} onSubmit={() => void submit(match.summary.version)}>
      <button type="submit" className="bw-link-button">
        Judge against this profile<span className="nhsuk-u-visually-hidden">: {candidate.title}</span>
      </button>
    </Form>
  );
}
