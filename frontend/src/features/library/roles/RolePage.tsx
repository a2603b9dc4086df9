import { useQuery } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { Link, useParams } from 'react-router';
import {
  ButtonLink,
  DateText,
  documentName,
  Facts,
  LoadedPage,
  Page,
  Section,
  sourcePath,
  StateTag,
  SubNavigation,
  Why,
} from '@/design';
import { useMay } from '@/session/session';
import { ReleasedMatch } from '../matching/ReleasedMatch';
import { roleQuery } from '../queries';
import { RoleGap } from './PostGap';
import { partsOf, type RolePart } from './RoleParts';
import type { Role } from '../types';
import { bandName, libraryCrumb, sentence } from '../words';
import { Holders } from './Holders';
import { Versions } from './Versions';
import { rolePath, rolesCrumb } from './words';

export function RolePage() {
  const { roleId = '', view = '' } = useParams();
  const query = useQuery(roleQuery(roleId));
  return (
    <LoadedPage
      query={query}
      what="the role"
      title="Role"
      breadcrumbs={[libraryCrumb, rolesCrumb]}
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
  { key: 'requirements', label: 'Requirements' },
  { key: 'holders', label: 'Who holds it' },
  { key: 'versions', label: 'Versions' },
  { key: 'document', label: 'Rest of the document' },
  { key: 'all', label: 'All on one page' },
];

/** The pages that are there whatever the role says. */
const always = ['all', 'overview', 'holders', 'versions'];

function LoadedRole({ role, view }: { role: Role; view: string }) {
  const mayManage = useMay('roles.manage');
  const parts = partsOf(role);
  const base = rolePath(role.id);
  const pages = views.filter(({ key }) => always.includes(key) || parts.some((part) => part.view === key));
  const editable = mayManage && role.local && role.retiredOn === undefined;
  return (
    <Page
      title={role.title}
      caption={`Role, ${bandName(role.band).toLowerCase()}`}
      breadcrumbs={[libraryCrumb, rolesCrumb]}
      action={
        editable ? (
          <ButtonLink href={`${base}/edit`}>Edit this role</ButtonLink>
        ) : mayManage ? (
          <ButtonLink href={`${base}/copy`}>Copy into a role of your own</ButtonLink>
        ) : null
      }
    >
      {role.retiredOn ? (
        <InsetText>
          <p>
            This role was retired on <DateText date={role.retiredOn} plain />. Nobody can be appointed to it.
          </p>
        </InsetText>
      ) : null}
      <RoleLinks role={role} copy={editable} />
      <SubNavigation
        label="Pages of this role"
        pages={pages.map(({ key, label }) => ({ label, href: key === 'overview' ? base : `${base}/${key}` }))}
      />
      {view === 'holders' ? (
        <Section title="Who holds it">
          <Holders role={role} />
        </Section>
      ) : view === 'versions' ? (
        <Section title="Versions">
          <Versions role={role} />
        </Section>
      ) : (
        <RoleContent role={role} view={view} />
      )}
    </Page>
  );
}

/** What can be done with a role besides reading it. */
function RoleLinks({ role, copy }: { role: Role; copy: boolean }) {
  const base = rolePath(role.id);
  return (
    <nav className="bw-role-links" aria-label="With this role">
      <ul className="nhsuk-list">
        <li>
          <Link to={`/library/roles/compare?from=${role.id}`}>Compare with another role</Link>
        </li>
        <li>
          <Link to={`${base}/advert`}>Job advert</Link> (<a href={`/api/v1/roles/${role.id}/advert.pdf`}>PDF</a>)
        </li>
        <li>
          <Link to={`/library/job-match?role=${role.id}`}>Try a job match for this role</Link>
        </li>
        {copy ? (
          <li>
            <Link to={`${base}/copy`}>Copy this role</Link>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** What a role says: one page of it, or all on one. */
export function RoleContent({ role, view }: { role: Role; view: string }) {
  const parts = partsOf(role);
  const shown = view === 'all' ? parts : parts.filter((part) => part.view === view);
  return (
    <>
      {view === 'all' || view === 'overview' ? <RoleFacts role={role} /> : null}
      {view === 'all' || view === 'overview' ? <RoleGap roleId={role.id} /> : null}
      {shown.length > 2 ? <Contents parts={shown} /> : null}
      {shown.map(({ id, title, content }) => (
        <section key={id} aria-labelledby={id}>
          <h2 className="nhsuk-heading-m" id={id}>
            {title}
          </h2>
          {content}
        </section>
      ))}
    </>
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
        {
          term: 'Copied from',
          value: role.copiedFrom ? <Link to={rolePath(role.copiedFrom.id)}>{role.copiedFrom.name}</Link> : '',
        },
        { term: 'Reference', value: role.reference },
        { term: 'Version', value: <Link to={`${rolePath(role.id)}/versions`}>{role.version}</Link> },
        { term: 'Version, as printed', value: role.documentVersion },
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
              <>
                {role.local ? 'The organisation, after ' : ''}
                <Link to={sourcePath(role.document)}>
                  {role.local ? documentName(role.document) : sentence(documentName(role.document))}
                </Link>
              </>
            ),
        },
      ]}
    />
  );
}
