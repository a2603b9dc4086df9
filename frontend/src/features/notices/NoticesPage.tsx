import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { EmptyState, FilterSelect, Form, Loaded, Page, TextField, useSettled } from '@/design';
import { NoticeItem } from './NoticeItem';
import { noticeCountQuery } from './queries';
import type { Notice, NoticeList } from './types';
import { groups } from './words';

const shows = [
  { value: 'open', label: 'Everything open' },
  { value: 'new', label: 'Only what is new' },
  { value: 'snoozed', label: 'What I put off' },
];

/** What the signed-in person should know today: what needs them, what is coming up, and news. */
export function NoticesPage() {
  const [params, setParams] = useSearchParams();
  const show = shows.find(({ value }) => value === params.get('show'))?.value ?? 'open';
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState('');
  const search = useSettled(typed.trim());
  const queryClient = useQueryClient();
  const list = useList<Notice, NoticeList>(['notices', 'list', show, search], async (cursor) => {
    const found = await answer(
      api.GET('/notices', {
        params: { query: { show: show as 'open' | 'new' | 'snoozed', q: search || undefined, cursor, limit: 100 } },
      }),
    );
    // The bell beside the list says the same.
    queryClient.setQueryData(noticeCountQuery.queryKey, found.counts);
    return found;
  });
  const unseen = list.rows.filter(({ seen }) => !seen).map(({ key }) => key);

  async function changed(sentence: string) {
    await queryClient.invalidateQueries({ queryKey: ['notices'] });
    setSaid(sentence);
  }

  async function markSeen(keys: string[]) {
    await answer(api.POST('/notices/seen', { body: { keys } }));
    await changed(keys.length === 1 ? 'One notice is marked as seen.' : `${keys.length} notices are marked as seen.`);
  }

  return (
    <Page
      title="Notices"
      action={
        unseen.length > 0 ? (
          <Button type="button" secondary onClick={() => void markSeen(unseen)}>
            Mark all as seen
          </Button>
        ) : undefined
      }
    >
      <p>
        About your current post and the role that you work towards. A notice goes when what it is about is settled.{' '}
        <Link to="/account/reminders">Choose your e-mails</Link> or <Link to="/account/calendar">have the dates in your calendar</Link>.
      </p>
      <Form onSubmit={() => undefined}>
        <div className="bw-notices__filter">
          <FilterSelect
            label="Show"
            value={show}
            onChange={(value) => setParams(value === 'open' ? {} : { show: value }, { replace: true })}
            choices={shows}
          />
          <TextField name="q" label="Search" type="search" width="20" value={typed} onChange={setTyped} />
        </div>
      </Form>
      <p role="status" className="nhsuk-u-visually-hidden">
        {said}
      </p>
      <Loaded query={list.whole} what="your notices">
        {(first) => (
          <>
            {list.rows.length === 0 ? <Nothing show={show} search={search} snoozed={first.counts.snoozed} /> : null}
            {groups.map(({ group, title }) => {
              const found = list.rows.filter((notice) => notice.group === group);
              if (found.length === 0) return null;
              return (
                <section key={group} aria-labelledby={`group-${group}`}>
                  <h2 className="nhsuk-heading-m" id={`group-${group}`}>
                    {title} ({found.length}
                    {list.hasMore ? ' shown' : ''})
                  </h2>
                  <ul className="nhsuk-list bw-notices">
                    {found.map((notice) => (
                      <NoticeItem key={notice.key} notice={notice} onSeen={() => markSeen([notice.key])} onChanged={changed} />
                    ))}
                  </ul>
                </section>
              );
            })}
            {list.hasMore ? (
              <Button type="button" secondary onClick={list.more} aria-disabled={list.loadingMore || undefined}>
                Show more
              </Button>
            ) : null}
            {show === 'open' && first.counts.snoozed > 0 && list.rows.length > 0 ? (
              <p>
                <Link to="/notices?show=snoozed">
                  {first.counts.snoozed === 1 ? 'You have put off one notice' : `You have put off ${first.counts.snoozed} notices`}
                </Link>
              </p>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Nothing({ show, search, snoozed }: { show: string; search: string; snoozed: number }) {
  if (search !== '') return <EmptyState title="No notice has all of these words." />;
  if (show === 'snoozed') return <EmptyState title="You have put nothing off." />;
  return (
    <EmptyState title={show === 'new' ? 'There is nothing new.' : 'Nothing needs you, and nothing is due soon.'}>
      <p>What is due, returned to you or waits for your decision appears here.</p>
      {snoozed > 0 ? (
        <p>
          <Link to="/notices?show=snoozed">See what you put off</Link>
        </p>
      ) : null}
    </EmptyState>
  );
}
