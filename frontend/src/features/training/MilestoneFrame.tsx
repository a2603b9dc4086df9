import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { Loaded, Page, TodayContext } from '@/design';
import { crumbsOf, type Subject } from '@/session/subject';
import { useRoad } from './further';
import type { Milestone, Progress } from './types';

interface Framed {
  milestone: Milestone;
  progress: Progress;
  subject: Subject;
  /** The address of the milestone's own page. */
  page: string;
}

/** Reads the milestone of the address, with the progress that it is part of. */
export function MilestoneFrame({ children }: { children: (framed: Framed) => ReactNode }) {
  const { key = '' } = useParams();
  const { subject, query } = useRoad();
  return (
    <Loaded query={query} what="the milestone">
      {(progress) => {
        const milestone = progress.milestones.find((one) => one.key === key);
        if (!milestone) {
          return (
            <Page title="Milestone not found" breadcrumbs={crumbsOf(subject, progress.person.name, 'progress')}>
              <p>The pathway has no milestone of this name.</p>
            </Page>
          );
        }
        return (
          <TodayContext value={progress.asOf}>
            {children({ milestone, progress, subject, page: `${subject.progressPath}/milestones/${key}` })}
          </TodayContext>
        );
      }}
    </Loaded>
  );
}
