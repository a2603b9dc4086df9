import { useQuery } from '@tanstack/react-query';
import { InsetText, Tag } from 'nhsuk-react-components';
import { Link, useParams, useSearchParams } from 'react-router';
import { differences, EmptyState, LoadedPage, longMoment, Marked, Page } from '@/design';
import { roleQuery } from '../queries';
import type { RoleDifference } from '../types';
import { libraryCrumb } from '../words';
import { roleDifferencesQuery, roleVersionQuery } from './queries';
import { RoleContent } from './RolePage';
import { changeName, partName, rolePath, rolesCrumb } from './words';

/** A role as one version of it was published. */
export function RoleVersionPage() {
  const { roleId = '', version = '' } = useParams();
  const query = useQuery(roleVersionQuery(roleId, Number(version)));
  return (
    <LoadedPage query={query} what="the version" title={`Version ${version}`} breadcrumbs={[libraryCrumb, rolesCrumb]}>
      {({ version: number, changedAt, changedBy, reason, role }) => (
        <Page
          title={`${role.title}, version ${number}`}
          breadcrumbs={[
            libraryCrumb,
            rolesCrumb,
            { label: role.title, href: rolePath(roleId) },
            { label: 'Versions', href: `${rolePath(roleId)}/versions` },
          ]}
        >
          <InsetText>
            <p>
              Published {longMoment(changedAt)}
              {changedBy ? ` by ${changedBy.name}` : ''}. {reason}
            </p>
            <p>
              <Link to={rolePath(roleId)}>See the role as it is now</Link>
            </p>
          </InsetText>
          <RoleContent role={role} view="all" />
        </Page>
      )}
    </LoadedPage>
  );
}

/** What changed between two versions of a role, word by word. */
export function RoleDifferencesPage() {
  const { roleId = '' } = useParams();
  const [params] = useSearchParams();
  const from = Number(params.get('from') ?? 1);
  const to = Number(params.get('to') ?? 1);
  const role = useQuery(roleQuery(roleId));
  const query = useQuery(roleDifferencesQuery(roleId, from, to));
  const title = `What changed from version ${from} to version ${to}`;
  return (
    <LoadedPage query={query} what="the differences" title={title} breadcrumbs={[libraryCrumb, rolesCrumb]}>
      {({ items }) => (
        <Page
          title={title}
          caption={role.data?.title}
          breadcrumbs={[
            libraryCrumb,
            rolesCrumb,
            { label: role.data?.title ?? 'Role', href: rolePath(roleId) },
            { label: 'Versions', href: `${rolePath(roleId)}/versions` },
          ]}
        >
          <p>
            <Link to={`${rolePath(roleId)}/differences?from=${to}&to=${from}`}>Swap the two</Link>
          </p>
          {items.length === 0 ? <EmptyState title="Nothing differs between these versions." /> : <Parts items={items} />}
        </Page>
      )}
    </LoadedPage>
  );
}

function Parts({ items }: { items: RoleDifference[] }) {
  const parts = [...new Set(items.map(({ part }) => part))];
  return parts.map((part) => (
    <section key={part} aria-labelledby={`part-${part}`}>
      <h2 className="nhsuk-heading-m" id={`part-${part}`}>
        {partName(part)}
      </h2>
      <ul className="bw-passages">
        {items
          .filter((item) => item.part === part)
          .map((item, index) => (
            // Two items may say the same; their place tells them apart.
            <li key={index}>
              <p className="bw-passages__text">
                <strong>{item.label}</strong> <Tag modifier={tones[item.change]}>{changeName(item.change)}</Tag>
              </p>
              <Words item={item} />
            </li>
          ))}
      </ul>
    </section>
  ));
}

const tones = { added: 'green', removed: 'red', changed: 'blue' } as const;

function Words({ item: { change, before, after } }: { item: RoleDifference }) {
  if (change === 'added') return <ins className="bw-block">{after}</ins>;
  if (change === 'removed') return <del className="bw-block">{before}</del>;
  const pieces = differences(before, after);
  return (
    <dl className="bw-side-by-side">
      <div>
        <dt>Before</dt>
        <dd>
          <Marked pieces={pieces.printed} />
        </dd>
      </div>
      <div>
        <dt>After</dt>
        <dd>
          <Marked pieces={pieces.corrected} />
        </dd>
      </div>
    </dl>
  );
}
