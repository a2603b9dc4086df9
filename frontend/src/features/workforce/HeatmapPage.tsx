import { Button } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { DateText, EmptyState, FilterSelect, Loaded, Page, SubNavigation, TableDownload, useFilter } from '@/design';
import { SaveView } from '@/session/SaveView';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { HeatTable } from './HeatTable';
import { behindCell, columnName, columnsOf, type ColumnsBy, type Heatmap, type HeatmapCell, type HeatmapRow } from './heat';
import { TeamFilter } from './TeamFilter';
import { counted, organisationCrumb, organisationPages, shareOf } from './words';

/** What the roles ask as essential and how far it is met: teams or people by skill and level, by aspect, or by statement. */
export function HeatmapPage() {
  const [teamId] = useFilter('teamId');
  const [by, setBy] = useFilter('by', 'team');
  const [code, setCode] = useFilter('code');
  const [chosen, setColumns] = useFilter('columns');
  const columns = columnsOf(chosen, code);
  const query = { teamId: teamId || undefined, by: by === 'person' ? 'person' : 'team', columns, code: code || undefined } as const;
  const list = useList<HeatmapRow, Heatmap & { items: HeatmapRow[] }>(['workforce', 'heatmap', query], async (cursor) => {
    const page = await answer(api.GET('/workforce/heatmap', { params: { query: { ...query, cursor } } }));
    return { ...page, items: page.rows };
  });
  return (
    <Page title="Heat map" breadcrumbs={[organisationCrumb]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <Loaded query={list.whole} what="the heat map">
        {(first) => (
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
                choices={[{ value: '', label: 'All' }, ...first.codes.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))]}
              />
              <FilterSelect label="A column for each" value={columns} onChange={setColumns} choices={columnChoices(code)} />
            </div>
            {first.rows.length === 0 || first.columns.length === 0 ? (
              <EmptyState title="Nothing is required here.">
                <p>The heat map shows the essential statements of people’s roles. Choose another team or skill.</p>
              </EmptyState>
            ) : (
              <Drawn map={{ ...first, rows: list.rows }} list={list} query={query} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Statements of every skill side by side would be too many columns to read. */
function columnChoices(code: string): { value: ColumnsBy; label: string }[] {
  const choices: { value: ColumnsBy; label: string }[] = [
    { value: 'level', label: 'Skill and level' },
    { value: 'aspect', label: 'Aspect of a skill' },
  ];
  return code === '' ? choices : [...choices, { value: 'statement', label: 'Statement' }];
}

interface DrawnProps {
  map: Heatmap;
  list: { total: number; hasMore: boolean; more: () => void; loadingMore: boolean };
  /** What was asked for, which its table is downloaded by. */
  query: Record<string, string | undefined>;
}

function Drawn({ map, list, query }: DrawnProps) {
  const asked = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const rows = map.by === 'team' ? counted(list.total, 'team') : counted(list.total, 'person', 'people');
  return (
    <>
      <div className="bw-wide-only">
        <Legend />
        <WideMap map={map} />
      </div>
      <p className="bw-small">
        {map.rows.length < list.total ? `${map.rows.length} of ${rows}. ` : ''}Essential statements only; each cell is “met of required”, with
        what is claimed, approved at a lower level or missing. An approval that expired counts as missing. Data of{' '}
        <DateText date={map.dataOn} plain />.
      </p>
      {list.hasMore ? (
        <Button type="button" secondary onClick={list.more} aria-disabled={list.loadingMore || undefined}>
          {list.loadingMore ? 'Loading more' : map.by === 'team' ? 'Show more teams' : 'Show more people'}
        </Button>
      ) : null}
      <HeatTable map={map} />
      <TableDownload table="heat-map" what="this heat map" query={asked} />
      <SaveView page="heat-map" />
    </>
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

function RowName({ row, by }: { row: HeatmapRow; by: Heatmap['by'] }) {
  const me = useMe();
  if (by === 'person') return <Link to={subjectOf(row.id, me.person.id).portfolioPath}>{row.name}</Link>;
  return (
    <>
      {row.name}
      <span className="bw-note">{counted(row.people, 'person', 'people')}</span>
    </>
  );
}

function CellText({ cell, to, where }: { cell: HeatmapCell; to: string; where: string }) {
  if (cell.required === 0) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="nhsuk-u-visually-hidden">Not required</span>
      </>
    );
  }
  const more = [
    cell.claimed > 0 ? `${cell.claimed} claimed` : '',
    cell.partly > 0 ? `${cell.partly} at a lower level` : '',
    cell.missing > 0 ? `${cell.missing} missing` : '',
  ].filter((part) => part !== '');
  const text = `${cell.met} of ${cell.required}`;
  return (
    <>
      {shareOf(cell) === 'all' ? <span aria-hidden="true">✓ </span> : null}
      <Link to={to} aria-label={`${[`${text} met`, ...more].join(', ')}: ${where}`}>
        {text}
      </Link>
      {more.map((part) => (
        <span key={part} className="bw-note">
          {part}
        </span>
      ))}
    </>
  );
}

function WideMap({ map }: { map: Heatmap }) {
  const me = useMe();
  return (
    // A part that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="bw-heat-scroll" role="region" aria-label="Heat map" tabIndex={0}>
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
                {columnName(column)}
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
                    <CellText
                      cell={cell}
                      to={behindCell(map.by, row.id, me.person.id, column, cell, 'required')}
                      where={`${row.name}, ${columnName(column)}`}
                    />
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
