import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { LinkSources } from './LinkSources';
import { frameworksQuery, profilesQuery } from './queries';
import type { Link as SkillLink, LinkList } from './types';
import { bandName, levelChoices, libraryCrumb } from './words';

const columns: Column<SkillLink>[] = [
  {
    key: 'skill',
    header: 'Skill level',
    rowHeader: true,
    sortable: true,
    cell: ({ code, skill, level }) => (
      <Link to={`/library/statements?code=${code}&level=${level}`}>
        {skill} ({code}), level {level}
      </Link>
    ),
  },
  {
    key: 'profile',
    header: 'National profile',
    cell: ({ profileId, profileTitle }) => <Link to={`/library/profiles/${profileId}`}>{profileTitle}</Link>,
  },
  {
    key: 'band',
    header: 'Band',
    sortable: true,
    cell: ({ band }) => <span className="bw-nowrap">{bandName(band)}</span>,
  },
  {
    key: 'reason',
    header: 'Why',
    cell: ({ reason, sources }) => (
      <>
        {reason}
        <LinkSources sources={sources} />
      </>
    ),
  },
];

/** Which skill level goes with which national profile and band, and why. */
export function LinksPage() {
  const view = useTableView('', 'skill');
  const [code, setCode] = useFilter('code');
  const [level, setLevel] = useFilter('level');
  const [profileId, setProfileId] = useFilter('profile');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList<SkillLink, LinkList>(['links', search, sort, code, level, profileId], (cursor) =>
    answer(
      api.GET('/links', {
        params: {
          query: {
            q: search || undefined,
            code: code || undefined,
            level: level === '' ? undefined : Number(level),
            profileId: profileId || undefined,
            sort,
            cursor,
          },
        },
      }),
    ),
  );
  const { data: frameworks } = useQuery(frameworksQuery);
  const { data: profiles } = useQuery(profilesQuery);
  const skills = frameworks?.items.flatMap((framework) => framework.skills) ?? [];
  return (
    <Page title="Skills, profiles and bands" breadcrumbs={[libraryCrumb]}>
      <p>
        Which skill level goes with which national profile, and so with which band. Each link is a proposal with its
        reason; no national rule makes it.
      </p>
      <Loaded query={list.whole} what="the links">
        {({ unlinked }) => (
          <>
            <DataTable
              caption="Links"
              hideCaption
              columns={columns}
              rows={list.rows}
              rowKey={({ id }) => id}
              view={view}
              searchLabel="Search links"
              filters={
                <>
                  <FilterSelect
                    label="Skill"
                    value={code}
                    onChange={setCode}
                    choices={[
                      { value: '', label: 'All skills' },
                      ...skills.map((skill) => ({ value: skill.code, label: `${skill.name} (${skill.code})` })),
                    ]}
                  />
                  <FilterSelect label="Level" value={level} onChange={setLevel} choices={levelChoices} />
                  <FilterSelect
                    label="Profile"
                    value={profileId}
                    onChange={setProfileId}
                    choices={[
                      { value: '', label: 'All profiles' },
                      ...(profiles?.items ?? []).map(({ id, title, band }) => ({
                        value: id,
                        label: `${title} (${bandName(band).toLowerCase()})`,
                      })),
                    ]}
                  />
                </>
              }
              total={list.total}
              hasMore={list.hasMore}
              more={list.more}
              loadingMore={list.loadingMore}
              empty={
                <EmptyState title="No link stands here.">
                  <p>Choose another skill, level or profile. What has no link stands below with the reason.</p>
                </EmptyState>
              }
            />
            <Unlinked rows={unlinked} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Unlinked({ rows }: { rows: LinkList['unlinked'] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Without a link, and why</h2>
      <ul className="bw-passages">
        {rows.map((row) => (
          <li key={row.profile?.id ?? `${row.code} ${row.level}`}>
            <p className="bw-passages__text">
              {row.profile ? (
                <Link to={`/library/profiles/${row.profile.id}`}>{row.profile.name}</Link>
              ) : (
                <Link to={`/library/statements?code=${row.code}&level=${row.level}`}>
                  {row.skill} ({row.code}), level {row.level}
                </Link>
              )}
              <br />
              {row.reason}
            </p>
            <LinkSources sources={row.sources} />
          </li>
        ))}
      </ul>
    </>
  );
}
