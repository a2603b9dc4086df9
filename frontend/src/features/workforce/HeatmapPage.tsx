import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { DateText, EmptyState, FilterSelect, Loaded, Page, SubNavigation, TableDownload, useFilter } from '@/design';
import { SaveView } from '@/session/SaveView';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { TeamFilter } from './TeamFilter';
import { organisationCrumb, organisationPages, peoplePath, shareOf } from './words';

type Heatmap = components['schemas']['Heatmap'];
type Cell = components['schemas']['HeatmapCell'];
type HeatmapColumn = components['schemas']['HeatmapColumn'];
type HeatmapRow = components['schemas']['HeatmapRow'];

/** What the roles ask as essential and how far it is met: teams or people by skill and level, or by statement. */
export function HeatmapPage() {
  const [teamId] = useFilter('teamId');
  const [by, setBy] = useFilter('by', 'team');
  const [code, setCode] = useFilter('code');
  const heatmap = useQuery({
    queryKey: ['workforce', 'heatmap', teamId, by, code],
    queryFn: () =>
      answer(
        api.GET('/workforce/heatmap', {
          params: {
            query: { teamId: teamId || undefined, by: by === 'person' ? 'person' : 'team', code: code || undefined, limit: 200 },
          },
        }),
      ),
    placeholderData: (previous) => previous,
  });
  return (
    <Page title="Heat map" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <Loaded query={heatmap} what="the heat map">
        {(map) => (
          <>
            <div className="bw-table__tools bw-choices">
              <TeamFilter />
              <FilterSelect
                label="A row for each"
                value={by}
                onChange={setBy}
                choices={[
                  { value: 'team', label: 'Team' },
                  { value: 'person', label: 'Person' },
                ]}
              />
              <FilterSelect
                label="Skill"
                value={code}
                onChange={setCode}
                choices={[
                  { value: '', label: 'All, by level' },
                  ...map.codes.map(({ key, title }) => ({ value: key, label: `${key} ${title}, by statement` })),
                ]}
              />
            </div>
            {map.rows.length === 0 || map.columns.length === 0 ? (
              <EmptyState title="Nothing is required here.">
                <p>The heat map shows the essential statements of people’s roles. Choose another team or skill.</p>
              </EmptyState>
            ) : (
              <>
                <Legend />
                <WideMap map={map} />
                <NarrowMap map={map} />
                <p className="bw-small">
                  Each cell is “met of required”, essential statements only. Data of <DateText date={map.dataOn} plain />.
                </p>
                <TableDownload table="heat-map" what="this heat map" />
                <SaveView page="heat-map" />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Legend() {
  return (
    <ul className="bw-heat-legend" aria-label="Legend">
      <li>
        <span className="bw-heat bw-heat--all" aria-hidden="true">
          ✓
        </span>
        All met
      </li>
      <li>
        <span className="bw-heat bw-heat--high" aria-hidden="true" />
        Three quarters or more
      </li>
      <li>
        <span className="bw-heat bw-heat--half" aria-hidden="true" />
        Two fifths or more
      </li>
      <li>
        <span className="bw-heat bw-heat--low" aria-hidden="true" />
        Less
      </li>
      <li>
        <span className="bw-heat bw-heat--none" aria-hidden="true">
          –
        </span>
        Not required
      </li>
    </ul>
  );
}

function nameOf(column: HeatmapColumn): string {
  return column.aspect ? `${column.code} ${column.level}: ${column.aspect}` : `${column.code} ${column.level}`;
}

function RowName({ row, by }: { row: HeatmapRow; by: Heatmap['by'] }) {
  const me = useMe();
  if (by === 'person') return <Link to={subjectOf(row.id, me.person.id).portfolioPath}>{row.name}</Link>;
  return (
    <>
      {row.name}
      <span className="bw-note">{row.people === 1 ? '1 person' : `${row.people} people`}</span>
    </>
  );
}

function CellText({ cell, where }: { cell: Cell; where: string }) {
  if (cell.required === 0) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="nhsuk-u-visually-hidden">Not required</span>
      </>
    );
  }
  const text = `${cell.met} of ${cell.required}`;
  const more = [
    cell.claimed > 0 ? `${cell.claimed} in review` : '',
    cell.partly > 0 ? `${cell.partly} at a lower level` : '',
  ].filter((part) => part !== '');
  return (
    <>
      {shareOf(cell) === 'all' ? <span aria-hidden="true">✓ </span> : null}
      {cell.filter === '' ? text : <Link to={peoplePath(cell.filter)} aria-label={`${text} met, ${where}`}>{text}</Link>}
      {more.length === 0 ? null : <span className="bw-note">{more.join(', ')}</span>}
    </>
  );
}

function WideMap({ map }: { map: Heatmap }) {
  return (
    // A part that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="bw-heat-scroll bw-wide-only" role="region" aria-label="Heat map" tabIndex={0}>
      <table className="nhsuk-table bw-heatmap">
        <caption className="nhsuk-u-visually-hidden">
          Essential statements met of those required, {map.by === 'team' ? 'by team' : 'by person'}
        </caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col" className="nhsuk-table__header">
              {map.by === 'team' ? 'Team' : 'Person'}
            </th>
            {map.columns.map((column) => (
              <th key={column.key} scope="col" className="nhsuk-table__header">
                {nameOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {map.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="nhsuk-table__header">
                <RowName row={row} by={map.by} />
              </th>
              {map.columns.map((column, i) => {
                const cell = row.cells[i];
                return cell === undefined ? null : (
                  <td key={column.key} className={`nhsuk-table__cell bw-heat bw-heat--${shareOf(cell)}`}>
                    <CellText cell={cell} where={`${row.name}, ${nameOf(column)}`} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same where there is no room for a table: row by row, only what is required. */
function NarrowMap({ map }: { map: Heatmap }) {
  return (
    <div className="bw-narrow-only">
      {map.rows.map((row) => (
        <section key={row.id}>
          <h2 className="nhsuk-heading-s">
            <RowName row={row} by={map.by} />
          </h2>
          <ul className="bw-heat-list">
            {map.columns.map((column, i) => {
              const cell = row.cells[i];
              if (cell === undefined || cell.required === 0) return null;
              return (
                <li key={column.key} className={`bw-heat bw-heat--${shareOf(cell)}`}>
                  <span>{nameOf(column)}</span>
                  <span>
                    <CellText cell={cell} where={`${row.name}, ${nameOf(column)}`} />
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
