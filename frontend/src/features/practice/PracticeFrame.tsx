import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { personQuery } from '@/api/people';
import { type Crumb, Page } from '@/design';
import { PersonPages } from '@/session/PersonPages';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';

/** Where a person's coding is. */
export function codingPath(subject: Subject): string {
  return subject.own ? '/coding' : `${subject.progressPath}/coding`;
}

interface PracticeFrameProps {
  title: string;
  action?: ReactNode;
  /** This is the person's coding itself, not a page below it. */
  top?: boolean;
  above?: Crumb[];
  children: (subject: Subject, name: string) => ReactNode;
}

/** A page about somebody's coding, with the way up from it. */
export function PracticeFrame({ title, action, top = false, above = [], children }: PracticeFrameProps) {
  const subject = useSubject();
  const { data: person } = useQuery({ ...personQuery(subject.id), enabled: !subject.own });
  const name = person?.name ?? '';
  const way = subject.own ? [] : crumbsOf(subject, name === '' ? 'The person' : name, 'progress');
  const up = top ? way : [...way, { label: subject.own ? 'My coding' : 'Coding', href: codingPath(subject) }, ...above];
  return (
    <Page title={title} caption={subject.own ? undefined : name} breadcrumbs={up} action={action}>
      {top ? <PersonPages subject={subject} name={name} /> : null}
      {children(subject, name)}
    </Page>
  );
}
