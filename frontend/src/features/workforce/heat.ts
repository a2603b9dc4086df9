import type { components } from '@/api/schema';
import { subjectOf } from '@/session/subject';
import { peoplePath } from './words';

export type Heatmap = components['schemas']['Heatmap'];
export type HeatmapCell = components['schemas']['HeatmapCell'];
export type HeatmapColumn = components['schemas']['HeatmapColumn'];
export type HeatmapRow = components['schemas']['HeatmapRow'];
export type ColumnsBy = Heatmap['columnsBy'];

/** The numbers of a cell, as the list of people is narrowed by them. */
export type Standing = 'required' | 'met' | 'claimed' | 'partly' | 'missing';

/** What the columns stand for: a skill alone shows its statements, and without a skill there are none. */
export function columnsOf(chosen: string, code: string): ColumnsBy {
  if (chosen === 'aspect' || chosen === 'level') return chosen;
  return code === '' ? 'level' : 'statement';
}

/** A column as its heading says it: "ANCC 3", "ANCC Escalation" or "ANCC 3 Escalation". */
export function columnName({ code, level, aspect }: HeatmapColumn): string {
  return [code, level, aspect].filter((part) => part !== undefined).join(' ');
}

/** Where those behind a number of a cell are: the list of people, or what the one person's role asks for. */
export function behindCell(by: Heatmap['by'], rowId: string, myId: string, column: HeatmapColumn, cell: HeatmapCell, standing: Standing): string {
  if (by === 'person') {
    const asked = new URLSearchParams({ code: column.code });
    if (column.level !== undefined) asked.set('level', String(column.level));
    if (column.aspect !== undefined) asked.set('aspect', column.aspect);
    return `${subjectOf(rowId, myId).progressPath}/gap?${asked.toString()}`;
  }
  const filter = new URLSearchParams(cell.filter);
  filter.set('standing', standing);
  return peoplePath(filter.toString());
}

/** A row of the table under the drawing: a team or a person with one column. */
export interface Crossing {
  key: string;
  row: HeatmapRow;
  column: HeatmapColumn;
  cell: HeatmapCell;
}

/** The cells that ask for something, row by row. */
export function crossingsOf({ rows, columns }: Pick<Heatmap, 'rows' | 'columns'>): Crossing[] {
  return rows.flatMap((row) =>
    columns.flatMap((column, i) => {
      const cell = row.cells[i];
      return cell === undefined || cell.required === 0 ? [] : [{ key: `${row.id} ${column.key}`, row, column, cell }];
    }),
  );
}
