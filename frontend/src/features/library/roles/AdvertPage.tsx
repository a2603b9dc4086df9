import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useParams } from 'react-router';
import { documentName, Facts, LoadedPage, Page } from '@/design';
import { dutiesByHeading } from '../duties';
import { roleQuery } from '../queries';
import type { Role } from '../types';
import { frequencyWord, libraryCrumb } from '../words';
import { wordsOf } from './edits';
import { rolePath, rolesCrumb } from './words';

/** A role's profile as a clean page for a job advert, to print or to save as PDF. */
export function AdvertPage() {
  const { roleId = '' } = useParams();
  const query = useQuery(roleQuery(roleId));
  return (
    <LoadedPage query={query} what="the role" title="Job advert" breadcrumbs={[libraryCrumb, rolesCrumb]}>
      {(role) => (
        <Page
          title={role.title}
          caption="Job profile"
          breadcrumbs={[libraryCrumb, rolesCrumb, { label: role.title, href: rolePath(role.id) }]}
        >
          <div className="nhsuk-button-group bw-no-print">
            <Button href={`/api/v1/roles/${role.id}/advert.pdf`}>Save as PDF</Button>
            <Button type="button" secondary onClick={() => window.print()}>
              Print this page
            </Button>
          </div>
          <Advert role={role} />
        </Page>
      )}
    </LoadedPage>
  );
}

function bandInWords({ band, bandStatus }: Role): string {
  if (bandStatus === 'matched') return `Band ${band}, matched by a job-matching panel`;
  return bandStatus === 'stated' ? `Band ${band}` : 'To be confirmed by job matching';
}

function Advert({ role }: { role: Role }) {
  const conditions = role.hazards.filter(({ present }) => present === 'yes');
  const training = role.asks.filter(({ kind }) => kind === 'milestone' || kind === 'accreditation');
  const skills = role.asks.filter(({ kind }) => kind === 'skill_level' || kind === 'statement');
  return (
    <article className="bw-advert">
      <Facts
        facts={[
          { term: 'Band', value: bandInWords(role) },
          { term: 'Reference', value: role.reference },
          { term: 'Department', value: role.department },
          { term: 'Reports to', value: role.reportsTo },
        ]}
      />
      <Texts title="Purpose of the post" texts={role.purposePassages.map(wordsOf)} />
      <List title="Working relationships" items={role.relationships.map(wordsOf)} />
      {role.duties.length === 0 ? null : (
        <section>
          <h2 className="nhsuk-heading-m">Duties</h2>
          {dutiesByHeading(role.duties).map(({ heading, duties }) => (
            <div key={heading}>
              {heading === '' ? null : <h3 className="nhsuk-heading-s">{heading}</h3>}
              <ul>
                {duties.map((duty) => (
                  <li key={duty.id}>{wordsOf(duty)}</li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      )}
      {(['essential', 'desirable', 'not_stated'] as const).map((importance) => (
        <List
          key={importance}
          title={specificationTitles[importance]}
          items={role.personSpecification
            .filter((one) => one.importance === importance)
            .map(({ group, criterion, corrected }) => `${group}: ${corrected === '' ? criterion : corrected}`)}
        />
      ))}
      <List title="Skills" items={skills.map(({ name, detail, importance }) => `${name} (${importance}). ${detail}`)} />
      <List title="Training and accreditation" items={training.map(({ name, importance }) => `${name} (${importance})`)} />
      <List
        title="Working conditions"
        items={conditions.map(({ name, frequency }) =>
          frequency === 'not_stated' ? name : `${name} (${frequencyWord(frequency).toLowerCase()})`,
        )}
      />
      <p className="bw-small">
        Version {role.version} of the role in Bandwise
        {role.document === '' ? '' : `, after ${documentName(role.document)}`}.
      </p>
    </article>
  );
}

const specificationTitles = {
  essential: 'Person specification: essential',
  desirable: 'Person specification: desirable',
  not_stated: 'Person specification: importance not stated',
};

function Texts({ title, texts }: { title: string; texts: string[] }) {
  if (texts.length === 0) return null;
  return (
    <section>
      <h2 className="nhsuk-heading-m">{title}</h2>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </section>
  );
}

function List({ title, items }: { title: string; items: string[] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2 className="nhsuk-heading-m">{title}</h2>
      <ul>
        {items.map((item, index) => (
          // Two lines of a document may say the same.
          <li key={index}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
