import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { answer, api } from '@/api/client';
import { useSubmission } from '@/api/submit';
import { Section, useSettled } from '@/design';
import { rememberWayBack } from './wayBack';

/** The organisations' own providers: those of this installation's organisation, or of the address that was typed. */
export function WaysIn({ email, next }: { email: string; next: string }) {
  const typed = useSettled(email.trim());
  const complete = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(typed) ? typed : undefined;
  const { data } = useQuery({
    queryKey: ['ways-in', complete ?? ''],
    queryFn: () => answer(api.GET('/sign-in/providers', { params: { query: { email: complete } } })),
    placeholderData: (before) => before,
  });
  const { submit, pending, problems } = useSubmission({
    send: (id: string) => answer(api.POST('/sign-in/providers/{id}/begin', { params: { path: { id } } })),
    done: ({ address }) => {
      rememberWayBack(next);
      window.location.assign(address);
    },
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Section title="Sign in through your organisation">
      {data.items.map(({ id, label }) => (
        <p key={id}>
          <Button type="button" secondary disabled={pending} onClick={() => void submit(id)}>
            Sign in with {label}
          </Button>
        </p>
      ))}
      <span role="alert">{problems?.general.join(' ')}</span>
    </Section>
  );
}
