import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Loaded, useDone } from '@/design';
import { scenarioQuery } from './queries';
import type { Scenario } from './words';

const list = '/organisation/planning/scenarios';

/** Asks before a scenario is deleted. */
export function DeleteScenarioPage() {
  const { scenarioId = '' } = useParams();
  const scenario = useQuery(scenarioQuery(scenarioId));
  return (
    <Loaded query={scenario} what="the scenario">
      {({ value, etag }) => <Delete scenario={value} etag={etag} />}
    </Loaded>
  );
}

function Delete({ scenario, etag }: { scenario: Scenario; etag: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.DELETE('/workforce/scenarios/{id}', { params: { path: { id: scenario.id }, header: { 'If-Match': etag } } })),
    done: async () => {
      await done(list, `${scenario.content.name} is deleted.`);
      await refresh();
    },
  });
  return (
    <Confirm
      {...state}
      question={`Delete ${scenario.content.name}?`}
      confirm="Delete this scenario"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: `${list}/${scenario.id}` }}
    >
      <p>It cannot be brought back. Nothing else changes: a scenario only reckons.</p>
    </Confirm>
  );
}
