import { useQuery } from '@tanstack/react-query';
import { personQuery } from '@/api/people';
import { SubNavigation } from '@/design';
import type { Subject } from './subject';

/** The pages about one person that the viewer may open. On one's own pages the main navigation does this. */
export function PersonPages({ subject, name }: { subject: Subject; name: string }) {
  const { data: person } = useQuery({ ...personQuery(subject.id), enabled: !subject.own });
  if (subject.own || !person) return null;
  const base = subject.progressPath;
  const pages = [
    { label: 'Progress', href: base, permission: 'progress.read' },
    { label: 'Portfolio', href: subject.portfolioPath, permission: 'portfolio.read' },
    { label: 'Coding', href: `${base}/coding`, permission: 'practice.read' },
    { label: 'Mentoring', href: `${base}/mentoring`, permission: 'mentoring.read' },
    { label: 'Accreditations', href: `${base}/accreditations`, permission: 'progress.read' },
    { label: 'One-to-ones', href: `${base}/appraisals`, permission: 'appraisals.read' },
    { label: 'Appointments', href: `${base}/appointments`, permission: 'people.read' },
  ];
  return (
    <SubNavigation label={`Pages about ${name}`} pages={pages.filter(({ permission }) => person.may.includes(permission))} />
  );
}
