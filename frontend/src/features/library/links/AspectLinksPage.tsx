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
import { frameworksQuery, schemeQuery } from '../queries';
import type { AspectLink, AspectLinkList } from '../types';
import { libraryCrumb } from '../words';
import { LinkStanding } from './LinkStanding';
import { linkPages, linkState, stateChoices } from './standing';
import { aspectGap, GapList } from './Unlinked';

function columnsFor(mayManage: boolean): Column<AspectLink>[] {
  return [
    {
      key: 'aspect',
      header: 'Aspect',
      rowHeader: true,
      sortable: true,
      cell: ({ code, skill, aspect }) => (
        <>
          <Link to={`/library/statements?code=${code}&q=${encodeURIComponent(aspect)}`}>{aspect}</Link>
          <span className="bw-note">
            {skill} ({code})
          </span>
        </>
      ),
    },
    {
      key: 'factor',
      header: 'Factor',
      sortable: true,
      cell: ({ factor, factorName }) => `${factor}, ${factorName}`,
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
        <LinkStanding link={link} about={`${link.aspect} and factor ${link.factor}`} mayManage={mayManage} />
      ),
    },
  ];
}

/** Which aspect of a skill shows in which job evaluation factor, and why. */
export function AspectLinksPage() {
  const view = useTableView('', 'aspect');
  const [code, setCode] = useFilter('code');
  const [factor, setFactor] = useFilter('factor');
  const [state, setState] = useFilter('state');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList<AspectLink, AspectLinkList>(['aspect-links', search, sort, code, factor, state], (cursor) =>
    answer(
      api.GET('/aspect-links', {
        params: {
          query: {
            q: search || undefined,
            code: code || undefined,
            factor: factor === '' ? undefined : Number(factor),
            state: linkState(state),
            sort,
            cursor,
          },
        },
      }),
    ),
  );
  const { data: frameworks } = useQuery(frameworksQuery);
  const { data: scheme } = useQuery(schemeQuery);
  const mayManage = useMay('links.manage');
  const skills = frameworks?.items.flatMap((framework) => framework.skills) ?? [];
  return (
    <Page
      title="Aspects and factors"
      breadcrumbs={[libraryCrumb]}
      action={mayManage ? <ButtonLink href="/library/links/new?kind=aspect">Make a link</ButtonLink> : undefined}
    >
      <SubNavigation label="Links" pages={linkPages} />
      <p>
        Which aspect of a skill shows in which job evaluation factor. What somebody does and what the job is worth stay
        apart; a link only says where to look when a role’s requirements grow.
      </p>
      <Loaded query={list.whole} what="the links">
        {({ unlinked }) => (
          <>
            <DataTable
              caption="Links of aspects and factors"
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
                  <FilterSelect
                    label="Factor"
                    value={factor}
                    onChange={setFactor}
                    choices={[
                      { value: '', label: 'All factors' },
                      ...(scheme?.factors ?? []).map(({ no, name }) => ({ value: String(no), label: `${no}, ${name}` })),
                    ]}
                  />
                  <FilterSelect label="State" value={state} onChange={setState} choices={stateChoices} />
                </>
              }
              empty={
                <EmptyState title="No link stands here.">
                  <p>Choose another skill, factor or state. What has no link stands below with the reason.</p>
                </EmptyState>
              }
            />
            {unlinked.length === 0 ? null : (
              <>
                <h2 className="nhsuk-heading-m">Without a link, and why</h2>
                <GapList rows={unlinked.map(aspectGap)} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
