import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { problemFrom } from '@/api/problem';
import { EmptyState, FilterSelect, Form, Loaded, longMoment, Page, Section } from '@/design';
import { MailSection } from './MailSection';
import { jobsQuery } from './queries';
import type { Job } from './types';
import { jobStates } from './words';

const crumbs = [{ label: 'Administration', href: '/administration' }];

/** What runs in the background, what failed, and whether mail arrives. */
export function JobsPage() {
  return (
    <Page title="Jobs and mail" breadcrumbs={crumbs}>
      <p>Letters and long work run in the background. Here is what failed, with why, and what waits.</p>
      <Section title="Jobs">
        <Jobs />
      </Section>
      <Section title="Mail">
        <MailSection />
      </Section>
    </Page>
  );
}

function Jobs() {
  const [params, setParams] = useSearchParams();
  const shown = jobStates.find(({ state }) => state === params.get('state')) ?? jobStates[0];
  const query = useQuery(jobsQuery(shown.state));
  const [said, setSaid] = useState('');
  const queryClient = useQueryClient();

  async function change(job: Job, what: 'retry' | 'cancel') {
    const path = { params: { path: { id: job.id } } };
    try {
      await answer(what === 'retry' ? api.POST('/jobs/{id}/retry', path) : api.POST('/jobs/{id}/cancel', path));
      setSaid(what === 'retry' ? `Job ${job.id} will be run again at once.` : `Job ${job.id} will not be run.`);
    } catch (thrown) {
      setSaid(problemFrom(thrown).message);
    }
    await queryClient.invalidateQueries({ queryKey: ['jobs'] });
  }

  return (
    <>
      <Form onSubmit={() => undefined}>
        <FilterSelect
          label="Show jobs that are"
          value={shown.state}
          onChange={(state) => setParams(state === 'failed' ? {} : { state }, { replace: true })}
          choices={jobStates.map(({ state, title }) => ({ value: state, label: title }))}
        />
      </Form>
      <p role="status">{said}</p>
      <Loaded query={query} what="the jobs">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={shown.none} />
          ) : (
            <ul className="nhsuk-list bw-jobs">
              {items.map((job) => (
                <li key={job.id} className="bw-notices__item">
                  <p className="bw-notices__kind">
                    <strong>{job.title}</strong>
                    <span className="bw-small">
                      Job {job.id}, run {job.attempt} of {job.attempts} times
                    </span>
                  </p>
                  {job.error === '' ? null : <p className="bw-notices__sentence">{job.error}</p>}
                  <p className="bw-small">{timesOf(job)}</p>
                  <div className="bw-notices__actions">
                    {job.state === 'failed' || job.state === 'retrying' ? (
                      <Button type="button" secondary small onClick={() => void change(job, 'retry')}>
                        Run again<span className="nhsuk-u-visually-hidden">: job {job.id}</span>
                      </Button>
                    ) : null}
                    {job.state === 'retrying' || job.state === 'waiting' ? (
                      <Button type="button" secondary small onClick={() => void change(job, 'cancel')}>
                        Do not run<span className="nhsuk-u-visually-hidden">: job {job.id}</span>
                      </Button>
                    ) : null}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

function timesOf({ insertedAt, nextAt, finishedAt, cancelled }: Job): string {
  const asked = `Asked for on ${longMoment(insertedAt)}.`;
  if (finishedAt) return `${asked} ${cancelled ? 'Given up' : 'Ended'} on ${longMoment(finishedAt)}.`;
  return nextAt ? `${asked} Runs from ${longMoment(nextAt)}.` : asked;
}
