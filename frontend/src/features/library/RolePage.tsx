import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, DateText, Facts, Loaded, Page, SourceLines, StateTag, Why } from '@/design';
import { dutiesByHeading } from './duties';
import { LinkSources } from './LinkSources';
import { Passages } from './Passages';
import { roleQuery } from './queries';
import { CriteriaTable, HazardsTable, RequirementsTable } from './RoleTables';
import type { Role } from './types';
import { bandName, libraryCrumb } from './words';

export function RolePage() {
  const { roleId = '' } = useParams();
  const query = useQuery(roleQuery(roleId));
  return (
    <Loaded query={query} what="the role">
      {(role) => <LoadedRole key={roleId} role={role} />}
    </Loaded>
  );
}

interface Part {
  id: string;
  title: string;
  there: boolean;
  content: React.ReactNode;
}

function partsOf(role: Role): Part[] {
  const { document } = role;
  const parts: Part[] = [
    {
      id: 'purpose',
      title: 'Purpose',
      there: role.purpose !== '',
      content:
        role.purposePassages.length > 0 ? (
          <Passages document={document} passages={role.purposePassages} />
        ) : (
          <p>{role.purpose}</p>
        ),
    },
    {
      id: 'relationships',
      title: 'Working relationships',
      there: role.relationships.length > 0,
      content: <Passages document={document} passages={role.relationships} />,
    },
    { id: 'duties', title: 'Duties', there: role.duties.length > 0, content: <Duties role={role} /> },
    {
      id: 'person-specification',
      title: 'Person specification',
      there: role.personSpecification.length > 0,
      content: <CriteriaTable role={role} />,
    },
    {
      id: 'hazards',
      title: 'Working conditions and hazards',
      there: role.hazards.length > 0,
      content: <HazardsTable role={role} />,
    },
    { id: 'requirements', title: 'Required statements', there: true, content: <RequirementsTable role={role} /> },
    {
      id: 'milestones',
      title: 'Milestones of training',
      there: role.milestones.length > 0,
      content: <Milestones role={role} />,
    },
    {
      id: 'values',
      title: 'Values',
      there: role.values.length > 0,
      content: <Passages document={document} passages={role.values} />,
    },
    ...role.sections.map((section, index) => ({
      id: `section-${index + 1}`,
      title: section.heading,
      there: true,
      content: <Passages document={document} passages={section.paragraphs} />,
    })),
    {
      id: 'details',
      title: 'The form’s fields, as printed',
      there: role.details.length > 0,
      content: <Details role={role} />,
    },
    { id: 'headings', title: 'Headings, as printed', there: role.headings.length > 0, content: <Headings role={role} /> },
  ];
  return parts.filter(({ there }) => there);
}

function LoadedRole({ role }: { role: Role }) {
  const parts = partsOf(role);
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
      <RoleFacts role={role} />
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
      {parts.map(({ id, title, content }) => (
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
          value: role.document === '' ? 'The organisation itself' : <SourceLines document={role.document} lines={[1]} named />,
        },
      ]}
    />
  );
}

function Duties({ role }: { role: Role }) {
  return dutiesByHeading(role.duties).map(({ heading, factor, duties }) => (
    <div key={heading}>
      <h3 className="nhsuk-heading-s">
        {heading}
        {factor === 0 ? null : <span className="bw-small bw-block">Job evaluation factor {factor}</span>}
      </h3>
      <Passages document={role.document} passages={duties} />
    </div>
  ));
}

function Milestones({ role }: { role: Role }) {
  return (
    <ul className="bw-passages">
      {role.milestones.map(({ key, title, rule, sources }) => (
        <li key={key}>
          <p className="bw-passages__text">
            <strong>{title}</strong>
            <br />
            {rule}
          </p>
          <LinkSources sources={sources} />
        </li>
      ))}
    </ul>
  );
}

function Details({ role }: { role: Role }) {
  return (
    <Passages
      document={role.document}
      passages={role.details.map((detail) => ({
        ...detail,
        text: [detail.label, detail.text].filter((part) => part !== '').join(': '),
        corrected: detail.corrected === '' ? '' : [detail.label, detail.corrected].filter((part) => part !== '').join(': '),
      }))}
    />
  );
}

function Headings({ role }: { role: Role }) {
  return (
    <Passages
      document={role.document}
      passages={role.headings.map((heading) => ({
        ...heading,
        text: [heading.number, heading.text].filter((part) => part !== '').join(' '),
        corrected: heading.corrected === '' ? '' : [heading.number, heading.corrected].filter((part) => part !== '').join(' '),
      }))}
    />
  );
}
