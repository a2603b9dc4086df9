import type { ReactNode } from 'react';
import { dutiesByHeading } from '../duties';
import { LinkSources } from '../LinkSources';
import { Passages } from '../Passages';
import { Asks } from './Asks';
import { CriteriaTable, HazardsTable, RequirementsTable } from './RoleTables';
import type { Role } from '../types';

/** A part of what is known of a role, under its own heading. */
export interface RolePart {
  id: string;
  title: string;
  /** The page of the role that shows it. */
  view: string;
  there: boolean;
  content: ReactNode;
}

/** Everything that is known of a role, in the order in which it is read; what the document lacks is left out. */
export function partsOf(role: Role): RolePart[] {
  const { document } = role;
  const parts: RolePart[] = [
    {
      id: 'purpose',
      view: 'overview',
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
      view: 'overview',
      title: 'Working relationships',
      there: role.relationships.length > 0,
      content: <Passages document={document} passages={role.relationships} />,
    },
    { id: 'duties', view: 'duties', title: 'Duties', there: role.duties.length > 0, content: <Duties role={role} /> },
    {
      id: 'person-specification',
      view: 'person-specification',
      title: 'Person specification',
      there: role.personSpecification.length > 0,
      content: <CriteriaTable role={role} />,
    },
    {
      id: 'hazards',
      view: 'conditions',
      title: 'Working conditions and hazards',
      there: role.hazards.length > 0,
      content: <HazardsTable role={role} />,
    },
    {
      id: 'requirements',
      view: 'requirements',
      title: 'Requirements',
      there: true,
      content: <Asks role={role} />,
    },
    {
      id: 'statements',
      view: 'requirements',
      title: 'Every statement that the requirements stand for',
      there: role.requirements.length > 0,
      content: <RequirementsTable role={role} />,
    },
    {
      id: 'milestones',
      view: 'overview',
      title: 'Milestones of training',
      there: role.milestones.length > 0,
      content: <Milestones role={role} />,
    },
    {
      id: 'values',
      view: 'document',
      title: 'Values',
      there: role.values.length > 0,
      content: <Passages document={document} passages={role.values} />,
    },
    ...role.sections.map((section, index) => ({
      id: `section-${index + 1}`,
      view: 'document',
      title: section.heading,
      there: true,
      content: <Passages document={document} passages={section.paragraphs} />,
    })),
    {
      id: 'details',
      view: 'document',
      title: 'The form’s fields, as printed',
      there: role.details.length > 0,
      content: <Details role={role} />,
    },
    {
      id: 'headings',
      view: 'document',
      title: 'Headings, as printed',
      there: role.headings.length > 0,
      content: <Headings role={role} />,
    },
  ];
  return parts.filter(({ there }) => there);
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
        corrected:
          detail.corrected === '' ? '' : [detail.label, detail.corrected].filter((part) => part !== '').join(': '),
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
        corrected:
          heading.corrected === '' ? '' : [heading.number, heading.corrected].filter((part) => part !== '').join(' '),
      }))}
    />
  );
}
