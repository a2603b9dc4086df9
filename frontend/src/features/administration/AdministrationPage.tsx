import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { EmptyState, FigureCard, FigureCards, Page } from '@/design';
import { useMay } from '@/session/session';
import { signInProvidersQuery } from './queries';

const one = { params: { query: { limit: 1 } } };

/** What an administrator keeps and an auditor reads. */
export function AdministrationPage() {
  const people = useMay('people.manage');
  const teams = useMay('teams.read');
  const grants = useMay('grants.read');
  const audit = useMay('audit.read');
  const operations = useMay('operations.manage');
  const declarations = useMay('declarations.read');
  const signIn = useMay('sign_in.manage');
  const retention = useMay('privacy.read');
  const totals = useTotals({ people, teams, grants, audit, operations, declarations, signIn });
  if (!people && !grants && !audit) {
    return (
      <Page title="Administration">
        <EmptyState title="There is nothing here for you.">
          <p>Administrators keep people, teams and roles of access here. Ask one of them for what you need.</p>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title="Administration">
      <FigureCards>
        <FigureCard label="People" figure={totals.people ?? '…'} href="/administration/people">
          Who works here: appointments, sign-in, leaving.
        </FigureCard>
        <FigureCard label="Teams" figure={totals.teams ?? '…'} href="/administration/teams">
          The tree down which managers see.
        </FigureCard>
        {grants ? (
          <FigureCard label="Roles of access" figure={totals.grants ?? '…'} href="/administration/access">
            Who may do what, from when to when.
          </FigureCard>
        ) : null}
        {declarations ? (
          <FigureCard label="Patient data" figure={totals.declarations ?? '…'} href="/administration/patient-data">
            What is looked for, and what people declared to be none.
          </FigureCard>
        ) : null}
        {audit ? (
          <FigureCard label="Audit trail" figure="Open" href="/administration/audit">
            Every change: who, when and what.
          </FigureCard>
        ) : null}
        {audit ? (
          <FigureCard label="Emergency access" figure="Open" href="/administration/emergency/uses">
            Who helped themselves, why, and who looked at it.
          </FigureCard>
        ) : null}
        {retention ? (
          <FigureCard label="Retention" figure="Open" href="/administration/retention">
            How long records are kept, holds, what was removed.
          </FigureCard>
        ) : null}
        {signIn ? (
          <FigureCard label="Sign-in" figure={totals.signIn ?? '…'} href="/administration/sign-in">
            Your organisation’s own providers, and who they let in.
          </FigureCard>
        ) : null}
        {operations ? (
          <FigureCard label="Jobs and mail" figure={totals.failed ?? '…'} href="/administration/jobs">
            Failed jobs, and whether letters arrive.
          </FigureCard>
        ) : null}
      </FigureCards>
    </Page>
  );
}

interface May {
  people: boolean;
  teams: boolean;
  grants: boolean;
  audit: boolean;
  operations: boolean;
  declarations: boolean;
  signIn: boolean;
}

function useTotals(may: May) {
  const people = useQuery({ queryKey: ['people', 'count'], queryFn: () => answer(api.GET('/people', one)) });
  const teams = useQuery({ queryKey: ['teams'], queryFn: () => answer(api.GET('/teams')), enabled: may.teams });
  const grants = useQuery({
    queryKey: ['grants', 'count'],
    queryFn: () => answer(api.GET('/grants', one)),
    enabled: may.grants,
  });
  const failed = useQuery({
    queryKey: ['jobs', 'failed'],
    queryFn: () => answer(api.GET('/jobs', { params: { query: { state: 'failed' } } })),
    enabled: may.operations,
  });
  const declarations = useQuery({
    queryKey: ['patient-data-declarations', 'count'],
    queryFn: () => answer(api.GET('/patient-data-declarations', one)),
    enabled: may.declarations,
  });
  const providers = useQuery({ ...signInProvidersQuery, enabled: may.signIn });
  return {
    signIn: providers.data?.items.length,
    failed: failed.data?.total,
    declarations: declarations.data?.total,
    people: people.data?.total,
    teams: teams.data?.items.length,
    grants: grants.data?.total,
  };
}
