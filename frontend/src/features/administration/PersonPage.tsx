import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, DateText, Facts, Loaded, LoadedPage, Page, StateTag } from '@/design';
import { useMay, useMe } from '@/session/session';
import { PersonAccess, PersonAppointments, PersonAssignments } from './PersonParts';
import { accountOfQuery, identitiesOfQuery, taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';
import { administrationCrumb, identitiesWords, invitationWords, peopleCrumb } from './words';

export function PersonPage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage query={query} what="the person" title="Person" breadcrumbs={[administrationCrumb, peopleCrumb]}>
      {({ value }) => <LoadedPerson key={personId} person={value} />}
    </LoadedPage>
  );
}

function LoadedPerson({ person }: { person: PersonDetail }) {
  const here = `/administration/people/${person.id}`;
  const manage = person.may.includes('people.manage');
  const audit = useMay('audit.read');
  return (
    <Page
      title={person.name}
      caption="Person"
      breadcrumbs={[administrationCrumb, peopleCrumb]}
      action={
        manage && person.leftOn === undefined ? (
          <ButtonLink href={`${here}/appointments/new`}>Add an appointment</ButtonLink>
        ) : null
      }
    >
      <Facts
        facts={[
          {
            term: 'Name',
            value: person.name,
            action: manage ? { label: 'Change', about: 'the name', href: `${here}/edit` } : undefined,
          },
          {
            term: 'E-mail address',
            value: person.email,
            action: manage ? { label: 'Change', about: 'the e-mail address', href: `${here}/edit` } : undefined,
          },
          { term: 'Sign-in', value: <SignInState person={person} here={here} /> },
          { term: 'Invitation', value: manage && person.account !== 'left' ? <Invitation person={person} /> : '' },
          { term: 'Second step', value: manage && person.account === 'active' ? <SecondStep person={person} here={here} /> : '' },
          { term: 'Organisation’s sign-in', value: manage ? <OrganisationSignIn person={person} here={here} /> : '' },
          { term: 'Left on', value: person.leftOn ? <DateText date={person.leftOn} /> : '' },
          {
            term: 'Privacy',
            value: manage ? (
              <>
                <Link to={`${here}/copy`}>Have a copy of the record made</Link>
                <br />
                <Link to={`${here}/hold`}>Keep everything (legal hold)</Link>
              </>
            ) : (
              ''
            ),
          },
          {
            term: 'Audit trail',
            value: audit ? (
              <>
                <Link to={`/administration/audit?person=${person.id}`}>Changes of this record</Link>
                <br />
                <Link to={`/administration/audit?actor=${person.id}`}>Changes that this person made</Link>
              </>
            ) : (
              ''
            ),
          },
        ]}
      />
      <PersonAppointments person={person} here={here} manage={manage} />
      <PersonAssignments person={person} />
      <PersonAccess person={person} here={here} />
      {manage ? <Leaving person={person} here={here} /> : null}
    </Page>
  );
}

/** Whether the person can sign in, and what can be done about it. */
function SignInState({ person: { account }, here }: { person: PersonDetail; here: string }) {
  if (account === undefined) return null;
  return (
    <>
      <StateTag kind="account" state={account} />
      <ul className="nhsuk-list bw-actions">
        {account === 'none' || account === 'invited' || account === 'active' ? (
          <li>
            <Link to={`${here}/invitation`}>
              {account === 'none'
                ? 'Make an invitation link'
                : account === 'invited'
                  ? 'Make a new invitation link'
                  : 'Make a link for a new password'}
            </Link>
          </li>
        ) : null}
        {account === 'invited' || account === 'active' ? (
          <li>
            <Link to={`${here}/sign-in/stop`}>Stop this person from signing in</Link>
          </li>
        ) : null}
        {account === 'active' ? (
          <>
            <li>
              <Link to={`${here}/sign-in/end-sessions`}>Sign this person out everywhere</Link>
            </li>
            <li>
              <Link to={`${here}/tokens`}>Personal tokens</Link>
            </li>
          </>
        ) : null}
        {account === 'disabled' ? (
          <li>
            <Link to={`${here}/sign-in/allow`}>Let this person sign in again</Link>
          </li>
        ) : null}
      </ul>
    </>
  );
}

/** When the person was invited, and what became of it. */
function Invitation({ person }: { person: PersonDetail }) {
  const query = useQuery(accountOfQuery(person.id));
  return (
    <Loaded query={query} what="the invitation">
      {(account) => <>{invitationWords(account)}</>}
    </Loaded>
  );
}

/** Whether the person signs in with a second step, and the way to reset it. */
function SecondStep({ person, here }: { person: PersonDetail; here: string }) {
  const me = useMe();
  const query = useQuery(accountOfQuery(person.id));
  return (
    <Loaded query={query} what="the second step">
      {({ secondFactor }) => (
        <>
          {secondFactor ? 'Set up' : 'Not set up'}
          {secondFactor && person.id !== me.person.id ? (
            <>
              <br />
              <Link to={`${here}/sign-in/reset-second-step`}>Reset the second step</Link>
            </>
          ) : null}
        </>
      )}
    </Loaded>
  );
}

/** Who the person is at the organisation's own providers. */
function OrganisationSignIn({ person, here }: { person: PersonDetail; here: string }) {
  const query = useQuery(identitiesOfQuery(person.id));
  return (
    <Loaded query={query} what="the organisation’s sign-in">
      {({ items }) => (
        <>
          {identitiesWords(items)}
          <br />
          <Link to={`${here}/identities`}>Links to the organisation’s sign-in</Link>
        </>
      )}
    </Loaded>
  );
}

function Leaving({ person, here }: { person: PersonDetail; here: string }) {
  return person.leftOn === undefined ? (
    <p>
      <Link to={`/people/${person.id}/planned-leaving`}>Enter or change a planned leaving</Link>
      <br />
      <Link to={`${here}/leave`}>Record that {person.name} leaves</Link>
    </p>
  ) : (
    <p>
      <Link to={`${here}/rejoin`}>Record that {person.name} is back</Link>
    </p>
  );
}
