import { useQuery } from '@tanstack/react-query';
import { Button, InsetText } from 'nhsuk-react-components';
import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { FigureCard, FigureCards, Page } from '@/design';
import { useMay, useMe } from '@/session/session';
import { waitingRequirementsQuery } from './framework/confirmations/queries';
import { editionsPath } from './framework/paths';
import { frameworksQuery } from './queries';
import { SearchResults } from './SearchResults';
import { counted } from './words';

interface FurtherPage {
  href: string;
  label: string;
  what: string;
  /** Who may open it; everybody where it is left out. */
  permission?: string;
}

const furtherPages: FurtherPage[] = [
  {
    href: '/library/links',
    label: 'Skills, profiles and bands',
    what: 'which skill level goes with which national profile, which aspect with which factor, and why',
  },
  { href: '/library/ladder', label: 'The ladder', what: 'profiles and roles from band 2 to 8c, with their scores and skills' },
  { href: '/library/pathway', label: 'The pathway map', what: 'which role leads to which, and on which conditions' },
  { href: '/sittings', label: 'Sittings of the NCCQ', what: 'when the examination is held, by when to register, and when results are expected' },
  {
    href: '/library/training-pathways',
    label: 'Training pathways',
    what: 'the milestones to ACC, CCAP and CCTP, with their timings, sources and versions',
  },
  {
    href: '/library/freshness',
    label: 'What stays fresh, and how long',
    what: 'how long approvals count, and which editions of classifications ask for fresh evidence',
  },
  { href: '/library/coverage', label: 'Coverage', what: 'what no link and no role reaches, and why' },
  {
    href: '/library/profiles/compare',
    label: 'Compare national profiles',
    what: 'two to four beside each other: levels, points and words that change',
  },
  {
    href: '/library/job-match',
    label: 'Try a job match',
    what: 'choose a job’s 16 levels and see which profiles come nearest',
  },
  {
    href: '/job-matches',
    label: 'Job matches',
    what: 'what panels match, what waits for its check, what is released',
    permission: 'matching.read',
  },
  {
    href: '/job-matches/figures',
    label: 'Job evaluation figures',
    what: 'job descriptions in use by band, reviewed, and with which outcome',
    permission: 'matching.read',
  },
  {
    href: '/library/scheme',
    label: 'The job evaluation scheme',
    what: 'points by factor and level, the bands, the rules of matching',
  },
  {
    href: '/library/suite',
    label: 'Front page of the national profiles',
    what: 'contents, version history, archived profiles',
  },
  {
    href: '/library/sources',
    label: 'Source documents',
    what: 'the five documents that all of this comes from, word for word',
  },
];

export function LibraryPage() {
  const [params, setParams] = useSearchParams();
  const search = params.get('q') ?? '';
  return (
    <Page title="Library">
      <SearchBox key={search} search={search} onSearch={(q) => setParams(q === '' ? {} : { q })} />
      <RequirementsWaiting />
      {search === '' ? <Contents /> : <SearchResults search={search} />}
    </Page>
  );
}

function SearchBox({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(search);
  return (
    <form
      className="bw-library-search"
      role="search"
      aria-label="The whole library"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={id}>
          Search statements, profiles, roles and duties
        </label>
        <input
          className="nhsuk-input"
          id={id}
          type="search"
          autoComplete="off"
          maxLength={300}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <Button type="submit">Search</Button>
    </form>
  );
}

/** How many there are of each, read without their texts. */
function useTotals() {
  const one = { params: { query: { limit: 1 } } };
  const profiles = useQuery({
    queryKey: ['job-profiles', 'count'],
    queryFn: () => answer(api.GET('/job-profiles', one)),
  });
  const roles = useQuery({ queryKey: ['roles', 'count'], queryFn: () => answer(api.GET('/roles', one)) });
  const findings = useQuery({
    queryKey: ['data-quality', 'count'],
    queryFn: () => answer(api.GET('/data-quality', one)),
  });
  return { profiles: profiles.data?.total, roles: roles.data?.total, findings: findings.data?.total };
}

/** Says to a standards lead that roles rest on statements whose meaning was changed. */
function RequirementsWaiting() {
  const may = useMay('framework.edit');
  const { data } = useQuery({ ...waitingRequirementsQuery, enabled: may });
  if (!data || data.total === 0) return null;
  return (
    <InsetText>
      <p>
        <Link to="/library/confirmations">
          {counted(data.total, 'requirement')} of roles {data.total === 1 ? 'needs' : 'need'} confirming
        </Link>
        : the meaning of a statement was changed.
      </p>
    </InsetText>
  );
}

function Contents() {
  const frameworks = useQuery(frameworksQuery);
  const totals = useTotals();
  const { permissions } = useMe();
  const mine = furtherPages.filter(({ permission }) => permission === undefined || permissions.includes(permission));
  const skills = frameworks.data?.items.reduce((sum, framework) => sum + framework.skills.length, 0);
  const statements = frameworks.data?.items.reduce((sum, framework) => sum + framework.statementCount, 0);
  return (
    <>
      <FigureCards>
        <FigureCard label="Skills" figure={skills ?? '…'} href="/library/skills">
          Each as a matrix of aspects by levels.
        </FigureCard>
        <FigureCard label="Statements" figure={statements ?? '…'} href="/library/statements">
          What somebody at a level does; claims are made on them.
        </FigureCard>
        <FigureCard label="National profiles" figure={totals.profiles ?? '…'} href="/library/profiles">
          Job evaluation profiles with their 16 factors.
        </FigureCard>
        <FigureCard label="Roles" figure={totals.roles ?? '…'} href="/library/roles">
          Job descriptions, person specifications, requirements.
        </FigureCard>
        <FigureCard label="Data quality" figure={totals.findings ?? '…'} href="/data-quality">
          Mistakes and peculiarities of the sources, beside their corrections.
        </FigureCard>
      </FigureCards>
      <h2 className="nhsuk-heading-m">Also here</h2>
      <ul className="nhsuk-list">
        {(frameworks.data?.items ?? []).map(({ id, title }) => (
          <li key={id}>
            <Link to={editionsPath(id)}>Editions of “{title}”</Link>: what is in force, what changed, local statements
          </li>
        ))}
        {mine.map(({ href, label, what }) => (
          <li key={href}>
            <Link to={href}>{label}</Link>: {what}
          </li>
        ))}
      </ul>
    </>
  );
}
