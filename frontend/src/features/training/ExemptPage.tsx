import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, LongTextField, useDone } from '@/design';
import { MilestoneFrame } from './MilestoneFrame';
import type { Milestone } from './types';

export function ExemptPage() {
  return (
    <MilestoneFrame>
      {({ milestone, progress, page }) => <Asking milestone={milestone} person={progress.person} page={page} />}
    </MilestoneFrame>
  );
}

interface AskingProps {
  milestone: Milestone;
  person: { id: string; name: string };
  page: string;
}

function Asking({ milestone, person, page }: AskingProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Give the reason for the exemption' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/exemptions', {
          params: { path: { id: person.id }, header: { 'Idempotency-Key': key } },
          body: { milestone: milestone.key, reason },
        }),
      ),
    done: async () => {
      await refresh();
      await done(page, `${person.name} is exempt from “${milestone.title}”.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`Exempt ${person.name} from “${milestone.title}”?`}
      confirm="Exempt from this milestone"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: page }}
    >
      <p>The milestone counts as behind. The reason stays on record, and this cannot be undone.</p>
      <LongTextField name="reason" label="Reason" value={reason} onChange={setReason} rows={3} />
    </Confirm>
  );
}
