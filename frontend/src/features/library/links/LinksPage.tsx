import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  ButtonLink,
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  SubNavigation,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { useMay } from '@/session/session';
import { LinkSources } from '../LinkSources';
import { frameworksQuery, profilesQuery } from '../queries';
import type { Link as SkillLink, LinkList } from '../types';
import { bandName, levelChoices, libraryCrumb } from '../words';
import { LinkStanding } from './LinkStanding';
import { linkPages, linkState, stateChoices } from './standing';
import { Unlinked } from './Unlinked';

function columnsFor(mayManage: boolean): Column<SkillLink>[] {
  return [
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
    {
      key: 'state',
      header: 'State',
      cell: (link) => (
        <LinkStanding
          link={link}
          about={`${link.code} ${link.level} and ${link.profileTitle}`}
          mayManage={mayManage}
        />
      ),
    },
  ];
}

/** Which skill level goes with which national profile and band, and why. */
export function LinksPage() {
  const view = useTableView('', 'skill');
  const [code, setCode] = useFilter('code');
  const [level, setLevel] = useFilter('level');
  const [profileId, setProfileId] = useFilter('profile');
  const [state, setState] = useFilter('state');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList<SkillLink, LinkList>(['links', search, sort, code, level, profileId, state], (cursor) =>
    answer(
      api.GET('/links', {
        params: {
          query: {
            q: search || undefined,
            code: code || undefined,
            level: level === '' ? undefined : Number(level),
            profileId: profileId || undefined,
            state: linkState(state),
            sort,
            cursor,
          },
        },
      }),
    ),
  );
  const { data: frameworks } = useQuery(frameworksQuery);
  const { data: profiles } = useQuery(profilesQuery);
  const mayManage = useMay('links.manage');
  const skills = frameworks?.items.flatMap((framework) => framework.skills) ?? [];
  return (
    <Page
      title="Skills, profiles and bands"
      breadcrumbs={[libraryCrumb]}
      action={mayManage ? <ButtonLink href="/library/links/new">Make a link</ButtonLink> : undefined}
    >
      <SubNavigation label="Links" pages={linkPages} />
      <p>
        Which skill level goes with which national profile, and so with which band. Each proposed link has its reason;
        no national rule makes it. Your organisation can add links of its own.
      </p>
      <Loaded query={list.whole} what="the links">
        {({ unlinked }) => (
          <>
            <DataTable
              caption="Links"
              hideCaption
              columns={columnsFor(mayManage)}
              list={list}
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
                  <FilterSelect label="State" value={state} onChange={setState} choices={stateChoices} />
                </>
              }
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
