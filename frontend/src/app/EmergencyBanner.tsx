import { Button } from 'nhsuk-react-components';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { longMoment } from '@/design';
import { emergencyWord } from '@/session/emergency';

/** Stands on every page while emergency access lasts, with the way to end it. */
export function EmergencyBanner({ emergency }: { emergency: components['schemas']['EmergencyNow'] }) {
  const refresh = useRefresh();
  const { submit, problems, pending } = useSubmission({
    send: () => answer(api.POST('/me/emergency/end')),
    done: () => refresh(),
  });
  return (
    <aside className="bw-emergency" aria-label="Emergency access">
      <div className="nhsuk-width-container bw-emergency__inside">
        <p>
          <strong>Emergency access: {emergencyWord(emergency.role)}</strong>, until {longMoment(emergency.until)}. What you do
          is marked in the audit trail.
        </p>
        <Button type="button" secondary small disabled={pending} onClick={() => void submit(undefined)}>
          End now
        </Button>
        <span role="alert">{problems?.general.join(' ')}</span>
      </div>
    </aside>
  );
}
