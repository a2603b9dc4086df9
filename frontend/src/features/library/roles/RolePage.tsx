import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import {
  ButtonLink,
  DateText,
  documentName,
  Facts,
  LoadedPage,
  Page,
  sourcePath,
  StateTag,
  SubNavigation,
  Why,
} from '@/design';
import { ReleasedMatch } from '../matching/ReleasedMatch';
import { roleQuery } from '../queries';
import { partsOf, type RolePart } from './RoleParts';
import type { Role } from '../types';
import { bandName, libraryCrumb, sentence } from '../words';

export function RolePage() {
  const { roleId = '', view = '' } = useParams();
  const query = useQuery(roleQuery(roleId));
  return (
    <LoadedPage
      query={query}
      what="the role"
      title="Role"
      breadcrumbs={[libraryCrumb, { label: 'Roles', href: '/library/roles' }]}
    >
      {(role) => (
        <LoadedRole key={roleId} role={role} view={views.some(({ key }) => key === view) ? view : 'overview'} />
      )}
    </LoadedPage>
  );
}

const views = [
  { key: 'overview', label: 'Overview' },
  { key: 'duties', label: 'Duties' },
  { key: 'person-specification', label: 'Person specification' },
  { key: 'conditions', label: 'Working conditions' },
  { key: 'requirements', label: 'Required statements' },
  { key: 'document', label: 'Rest of the document' },
  { key: 'all', label: 'All on one page' },
];

function LoadedRole({ role, view }: { role: Role; view: string }) {
  const parts = partsOf(role);
  const base = `/library/roles/${role.id}`;
  const shown = view === 'all' ? parts : parts.filter((part) => part.view === view);
  const pages = views.filter(
    ({ key }) => key === 'all' || key === 'overview' || parts.some((part) => part.view === key),
  );
  return (
    <Page
      title={role.title}
      caption={`Role, ${bandName(role.band).toLowerCase()}`}
      breadcrumbs={[libraryCrumb, { label: 'Roles', href: '/library/roles' }]}
      action={
        <ButtonLink href={`/library/job-match?role=${role.id}`} secondary>
          Try a job match for this role
        </ButtonLink>
      }
    >
      <SubNavigation
        label="Pages of this role"
        pages={pages.map(({ key, label }) => ({ label, href: key === 'overview' ? base : `${base}/${key}` }))}
      />
      {view === 'all' || view === 'overview' ? <RoleFacts role={role} /> : null}
      {shown.length > 2 ? <Contents parts={shown} /> : null}
      {shown.map(({ id, title, content }) => (
        <section key={id} aria-labelledby={id}>
          <h2 className="nhsuk-heading-m" id={id}>
            {title}
          </h2>
          {content}
        </section>
      ))}
    </Page>
  );
}

function Contents({ parts }: { parts: RolePart[] }) {
  return (
    <nav className="bw-contents" aria-label="On this page">
      <h2 className="nhsuk-heading-s">On this page</h2>
      <ul>
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RoleFacts({ role }: { role: Role }) {
  return (
    <Facts
      facts={[
        {
          term: 'Band',
          value: (
            <>
              {role.band === '' ? null : `${bandName(role.band)} `}
              <StateTag kind="bandStatus" state={role.bandStatus} />
              {role.bandNote === '' ? null : <Why about="the band is given so">{role.bandNote}</Why>}
            </>
          ),
        },
        {
          term: 'Nearest national profile',
          value: role.profile ? (
            <>
              <Link to={`/library/profiles/${role.profile.id}`}>{role.profile.name}</Link>
              {role.profileReason === '' ? null : (
                <Why about={`${role.profile.name} comes nearest`}>{role.profileReason}</Why>
              )}
            </>
          ) : (
            'None named'
          ),
        },
        { term: 'Job match', value: role.match ? <ReleasedMatch match={role.match} /> : '' },
        { term: 'Reference', value: role.reference },
        { term: 'Version', value: role.documentVersion },
        { term: 'Issued', value: role.issuedOn ? <DateText date={role.issuedOn} plain /> : '' },
        { term: 'Job matched', value: role.jobMatchedOn ? <DateText date={role.jobMatchedOn} plain /> : '' },
        { term: 'Updated, as printed', value: role.updatedText },
        { term: 'Organisation, as printed', value: role.organisation },
        { term: 'Directorate', value: role.directorate },
        { term: 'Department', value: role.department },
        { term: 'Reports to', value: role.reportsTo },
        { term: 'Accountable to', value: role.accountableTo },
        { term: 'Responsible to', value: role.responsibleTo },
        {
          term: 'Described by',
          value:
            role.document === '' ? (
              'The organisation itself'
            ) : (
              <Link to={sourcePath(role.document)}>{sentence(documentName(role.document))}</Link>
            ),
        },
      ]}
    />
  );
}
