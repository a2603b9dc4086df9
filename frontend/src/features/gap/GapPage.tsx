import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { Link, useSearchParams } from 'react-router';
import { problemFrom } from '@/api/problem';
import { ButtonLink, EmptyState, FigureCard, FigureCards, LoadedPage, Page } from '@/design';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { GapLines } from './GapLines';
import { gapQuery } from './queries';
import { RoleChoice } from './RoleChoice';
import { TargetRole } from './TargetRole';
import type { Readiness } from './types';
import { countWords, kindWords, partName, partOf, within } from './words';

/** A person against any role, requirement by requirement: what is met, what is missing, and what to do next. */
export function GapPage() {
  const [params] = useSearchParams();
  const roleId = params.get('role') ?? '';
  const subject = useSubject();
  const query = useQuery(gapQuery(subject.id, roleId));
  if (roleId === '' && query.error && problemFrom(query.error).code === 'invalid') return <WithoutRole subject={subject} />;
  return (
    <LoadedPage
      query={query}
      what="the requirements"
      title={subject.own ? 'My gap' : 'Gap'}
      breadcrumbs={crumbsOf(subject, 'Person', 'progress')}
    >
      {(readiness) => <Gap key={readiness.role.id} readiness={readiness} subject={subject} />}
    </LoadedPage>
  );
}

const pathTo = (subject: Subject) => (roleId: string) => `${subject.progressPath}/gap?role=${roleId}`;

function WithoutRole({ subject }: { subject: Subject }) {
  return (
    <Page title={subject.own ? 'My gap' : 'Gap'} breadcrumbs={crumbsOf(subject, 'Person', 'progress')}>
      <EmptyState title="There is no appointment today, so there is no own role to compare with.">
        <p>Choose any role to see what it asks and what is met of it.</p>
      </EmptyState>
      <RoleChoice current="" pathOf={pathTo(subject)} open />
    </Page>
  );
}

function Gap({ readiness, subject }: { readiness: Readiness; subject: Subject }) {
  const { person, role, band, kind, summary, counts, byKind, requirements } = readiness;
  const [params] = useSearchParams();
  const part = partOf(params);
  const shown = within(requirements, part);
  const title = gapTitle(subject.own, kind === 'own', role.name);
  return (
    <Page
      title={title}
      caption={subject.own ? undefined : person.name}
      breadcrumbs={crumbsOf(subject, person.name, 'progress')}
      action={
        <Button type="button" secondary onClick={() => window.print()}>
          Print
        </Button>
      }
    >
      <p className="nhsuk-body-l">{summary}</p>
      <RoleChoice current={role.id} pathOf={pathTo(subject)} open={false} />
      {subject.own && kind !== 'own' ? <TargetRole role={role} /> : null}
      <FigureCards>
        <FigureCard label="Essential" figure={`${counts.essentialMet} of ${counts.essentialRequired}`}>
          met of what {role.name}
          {band === '' ? '' : `, band ${band},`} needs
        </FigureCard>
        {counts.desirableRequired > 0 ? (
          <FigureCard label="Desirable" figure={`${counts.desirableMet} of ${counts.desirableRequired}`}>
            met of what it wishes for
          </FigureCard>
        ) : null}
      </FigureCards>
      {byKind.length > 1 ? (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {byKind.map((one) => (
            <li key={one.kind}>
              {kindWords[one.kind].many}: {countWords(one.counts)}
            </li>
          ))}
        </ul>
      ) : null}
      {requirements.length === 0 ? (
        <EmptyState title="This role asks for nothing yet.">
          <ButtonLink href={`/library/roles/${role.id}`} secondary>
            Open the role
          </ButtonLink>
        </EmptyState>
      ) : (
        <>
          {partName(part) === '' ? null : (
            <p>
              {shown.length === 0 ? 'Nothing is asked for' : 'Only what is asked for'} in {partName(part)}.{' '}
              <Link to={pathTo(subject)(role.id)}>Show everything</Link>
            </p>
          )}
          <GapLines readiness={{ ...readiness, requirements: shown }} importance="essential" subject={subject} />
          <GapLines readiness={{ ...readiness, requirements: shown }} importance="desirable" subject={subject} />
        </>
      )}
    </Page>
  );
}

function gapTitle(own: boolean, ownRole: boolean, role: string): string {
  if (ownRole) return own ? `My gap for my role, ${role}` : `Gap for their role, ${role}`;
  return own ? `What I would need for ${role}` : `What they would need for ${role}`;
}
