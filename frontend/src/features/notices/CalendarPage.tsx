import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { ButtonLink, LoadedPage, longMoment, Page } from '@/design';
import { calendarQuery } from './queries';

const crumbs = [{ label: 'Your account', href: '/account' }];

/** One's dates in one's own calendar: the private address, made, renewed and stopped. */
export function CalendarPage() {
  const query = useQuery(calendarQuery);
  const queryClient = useQueryClient();
  const [address, setAddress] = useState('');
  const [copied, setCopied] = useState('');
  const [pending, setPending] = useState(false);

  async function make() {
    setPending(true);
    try {
      const made = await answer(api.POST('/me/calendar'));
      setAddress(made.address);
      setCopied('');
      await queryClient.invalidateQueries({ queryKey: calendarQuery.queryKey });
    } finally {
      setPending(false);
    }
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(address);
      setCopied('The address is copied.');
    } catch {
      setCopied('Your browser does not copy for this page. Select the address and copy it yourself.');
    }
  }

  return (
    <LoadedPage query={query} what="your calendar address" title="Your calendar" breadcrumbs={crumbs}>
      {(known) => (
        <Page title="Your calendar" breadcrumbs={crumbs}>
          <p>
            Your calendar application can show your due dates and meetings beside everything else. It reads them from a
            private address. Whoever has the address can read the dates, so keep it to yourself. It shows titles and dates,
            nothing that you wrote.
          </p>
          {address !== '' ? (
            <div className="bw-calendar-address" role="group" aria-label="Your new calendar address">
              <p>
                <strong>Copy your address now.</strong> It is shown this once.
              </p>
              <p>
                <code className="bw-calendar-address__text">{address}</code>
              </p>
              <Button type="button" onClick={() => void copy()}>
                Copy the address
              </Button>
              <p role="status">{copied}</p>
            </div>
          ) : null}
          {known.active ? (
            <>
              <p>
                You have had an address since {longMoment(known.createdAt ?? '')}.{' '}
                {known.fetchedAt
                  ? `A calendar application last read it on ${longMoment(known.fetchedAt)}.`
                  : 'No calendar application has read it yet.'}
              </p>
              <div className="nhsuk-button-group">
                <Button type="button" secondary aria-disabled={pending || undefined} onClick={() => void make()}>
                  Make a new address instead
                </Button>
                <ButtonLink href="/account/calendar/stop" secondary>
                  Stop the address
                </ButtonLink>
              </div>
            </>
          ) : (
            <Button type="button" aria-disabled={pending || undefined} onClick={() => void make()}>
              Make a calendar address
            </Button>
          )}
          <h2 className="nhsuk-heading-m">How to use the address</h2>
          <Details>
            <Details.Summary>Outlook</Details.Summary>
            <Details.Text>
              <p>
                Open the calendar, choose Add calendar, then Subscribe from web. Paste the address, give it a name and choose
                Import. Outlook reads it a few times a day.
              </p>
            </Details.Text>
          </Details>
          <Details>
            <Details.Summary>Google Calendar</Details.Summary>
            <Details.Text>
              <p>
                On a computer, choose the plus sign beside Other calendars, then From URL. Paste the address and choose Add
                calendar. Google reads it within a day. It has to reach your trust’s Bandwise over the internet.
              </p>
            </Details.Text>
          </Details>
          <Details>
            <Details.Summary>Apple Calendar</Details.Summary>
            <Details.Text>
              <p>
                On an iPhone, open Settings, Apps, Calendar, Calendar Accounts, Add Account, Other, Add Subscribed Calendar. On a
                Mac, choose File, then New Calendar Subscription. Paste the address.
              </p>
            </Details.Text>
          </Details>
        </Page>
      )}
    </LoadedPage>
  );
}
