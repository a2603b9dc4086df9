import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  ButtonLink,
  type Column,
  DataTable,
  DateText,
  documentName,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  sourcePath,
  StateTag,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { useMay } from '@/session/session';
import type { RoleSummary } from '../types';
import { bandChoices, bandName, libraryCrumb, sentence } from '../words';
import { ownBands } from './words';

const bandStatuses = ['stated', 'matched', 'unknown'] as const;
const owners = ['shared', 'own'] as const;
const states = ['in_use', 'retired', 'all'] as const;

const skills = [
  { value: '', label: 'All skills' },
  { value: 'ANCC', label: 'ANCC, clinical coding' },
  { value: 'ASMG', label: 'ASMG, reports and analysis' },
  { value: 'RMGT', label: 'RMGT, records' },
  { value: 'SCAD', label: 'SCAD, security administration' },
  { value: 'VUAS', label: 'VUAS, vulnerability assessment' },
];

const columns: Column<RoleSummary>[] = [
  {
    key: 'title',
    header: 'Role',
    rowHeader: true,
    sortable: true,
    cell: ({ id, title, reference, retiredOn }) => (
      <>
        <Link to={`/library/roles/${id}`}>{title}</Link>
        {reference === '' ? null : <span className="bw-small bw-block">{reference}</span>}
        {retiredOn ? (
          <span className="bw-small bw-block">
            Retired on <DateText date={retiredOn} plain />
          </span>
        ) : null}
      </>
    ),
  },
  {
    key: 'band',
    header: 'Band',
    sortable: true,
    cell: ({ band, bandStatus }) => (
      <>
        {bandName(band)} {bandStatus === 'unknown' ? null : <StateTag kind="bandStatus" state={bandStatus} />}
      </>
    ),
  },
  {
    key: 'profile',
    header: 'Nearest national profile',
    cell: ({ profile }) =>
      profile ? <Link to={`/library/profiles/${profile.id}`}>{profile.name}</Link> : 'None named',
  },
  { key: 'essential', header: 'Essential statements', numeric: true, cell: (role) => role.essentialCount },
  { key: 'desirable', header: 'Desirable statements', numeric: true, cell: (role) => role.desirableCount },
  {
    key: 'document',
    header: 'Described by',
    cell: ({ document, local }) =>
      document === '' ? (
        'The organisation'
      ) : local ? (
        <>
          The organisation, after <Link to={sourcePath(document)}>{documentName(document)}</Link>
        </>
      ) : (
        <Link to={sourcePath(document)}>{sentence(documentName(document))}</Link>
      ),
  },
];

/** The roles that people can be appointed to. */
export function RolesPage() {
  const view = useTableView('', 'title');
  const [status, setStatus] = useFilter('band-status');
  const [bandValue, setBand] = useFilter('band');
  const [skill, setSkill] = useFilter('skill');
  const [ownerValue, setOwner] = useFilter('owner');
  const [stateValue, setState] = useFilter('state');
  const mayManage = useMay('roles.manage');
  const bandStatus = bandStatuses.find((one) => one === status);
  const band = ownBands.find((one) => one === bandValue);
  const owner = owners.find((one) => one === ownerValue);
  const state = states.find((one) => one === stateValue);
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['roles', search, sort, status, bandValue, skill, ownerValue, stateValue], (cursor) =>
    answer(
      api.GET('/roles', {
        params: { query: { q: search || undefined, bandStatus, band, skill: skill || undefined, owner, state, sort, cursor } },
      }),
    ),
  );
  return (
    <Page
      title="Roles"
      breadcrumbs={[libraryCrumb]}
      action={mayManage ? <ButtonLink href="/library/roles/new">Add a role</ButtonLink> : null}
    >
      <p>
        <Link to="/library/roles/compare">Compare two roles</Link>
      </p>
      <Loaded query={list.whole} what="the roles">
        {() => (
          <DataTable
            caption="Roles"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search roles"
            filters={
              <>
              <FilterSelect label="Skill" value={skill} onChange={setSkill} choices={skills} />
              <FilterSelect label="Band" value={bandValue} onChange={setBand} choices={bandChoices} />
              <FilterSelect
                label="Whose"
                value={ownerValue}
                onChange={setOwner}
                choices={[
                  { value: '', label: 'All' },
                  { value: 'shared', label: 'Of the source documents' },
                  { value: 'own', label: 'Of the organisation' },
                ]}
              />
              <FilterSelect
                label="State"
                value={stateValue}
                onChange={setState}
                choices={[
                  { value: '', label: 'In use' },
                  { value: 'retired', label: 'Retired' },
                  { value: 'all', label: 'In use and retired' },
                ]}
              />
              <FilterSelect
                label="How the band is known"
                value={status}
                onChange={setStatus}
                choices={[
                  { value: '', label: 'All' },
                  { value: 'stated', label: 'Stated by the document' },
                  { value: 'matched', label: 'Matched by a panel' },
                  { value: 'unknown', label: 'Unknown' },
                ]}
              />
              </>
            }
            empty={
              <EmptyState title="No role stands here.">
                <p>Choose other filters to see more roles.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
