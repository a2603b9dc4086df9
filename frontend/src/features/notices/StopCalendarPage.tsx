import { useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useSubmission } from '@/api/submit';
import { Confirm, useDone } from '@/design';
import { calendarQuery } from './queries';

/** Asks before the calendar address stops working for good. */
export function StopCalendarPage() {
  const queryClient = useQueryClient();
  const done = useDone();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.DELETE('/me/calendar')),
    done: async () => {
      await queryClient.invalidateQueries({ queryKey: calendarQuery.queryKey });
      await done('/account/calendar', 'Your calendar address has stopped working.');
    },
  });
  return (
    <Confirm
      {...state}
      question="Stop your calendar address?"
      confirm="Stop the address"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: '/account/calendar' }}
    >
      <p>Calendar applications that use it will find nothing there any more. You can make a new address at any time.</p>
    </Confirm>
  );
}
