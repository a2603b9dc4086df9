import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { targetRoleQuery } from './queries';

/** On the page of one's own gap for a role: whether one works towards it, and the button to choose so. */
export function TargetRole({ role }: { role: { id: string; name: string } }) {
  const { data } = useQuery(targetRoleQuery);
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  if (!data) return null;

  async function choose(roleId: string | null) {
    setPending(true);
    try {
      queryClient.setQueryData(targetRoleQuery.queryKey, await answer(api.PUT('/me/target-role', { body: { roleId } })));
      await queryClient.invalidateQueries({ queryKey: ['notices'] });
    } finally {
      setPending(false);
    }
  }

  const chosen = data.role?.id === role.id;
  return (
    <div className="bw-target-role">
      <p role="status">
        {chosen
          ? `You work towards ${role.name}. Notices are about your current post and this role.`
          : data.role
            ? `You work towards ${data.role.name}.`
            : 'You have chosen no role to work towards.'}
      </p>
      <Button type="button" secondary small aria-disabled={pending || undefined} onClick={() => void choose(chosen ? null : role.id)}>
        {chosen ? 'Work towards no role' : 'Work towards this role'}
      </Button>
    </div>
  );
}
