import { describe, expect, it } from 'vitest';
import { behindCell, columnName, columnsOf, crossingsOf, type HeatmapCell, type HeatmapColumn } from './heat';

const level: HeatmapColumn = { key: 'ANCC-3', code: 'ANCC', skill: 'Clinical coding', level: 3, statementIds: ['s1'] };
const aspect: HeatmapColumn = { key: 'ANCC: Escalation', code: 'ANCC', skill: 'Clinical coding', aspect: 'Escalation', statementIds: ['s1'] };
const cell: HeatmapCell = {
  required: 5, met: 2, claimed: 1, partly: 0, missing: 2, held: 0, filter: 'code=ANCC&level=3&standing=required&teamAlone=true&teamId=t1',
};

describe('the heat map', () => {
  it('shows the statements of a skill unless something else was chosen', () => {
    expect(columnsOf('', '')).toBe('level');
    expect(columnsOf('', 'ANCC')).toBe('statement');
    expect(columnsOf('statement', '')).toBe('level');
    expect(columnsOf('aspect', 'ANCC')).toBe('aspect');
  });

  it('names its columns', () => {
    expect(columnName(level)).toBe('ANCC 3');
    expect(columnName(aspect)).toBe('ANCC Escalation');
  });

  it('opens those behind each number of a team', () => {
    expect(behindCell('team', 't1', 'me', level, cell, 'met')).toBe('/people?code=ANCC&level=3&standing=met&teamAlone=true&teamId=t1');
  });

  it('opens what one person is asked for, one’s own under one’s own address', () => {
    expect(behindCell('person', 'p1', 'me', level, cell, 'met')).toBe('/people/p1/gap?code=ANCC&level=3');
    expect(behindCell('person', 'me', 'me', aspect, cell, 'met')).toBe('/progress/gap?code=ANCC&aspect=Escalation');
  });

  it('lists the cells that ask for something', () => {
    const none = { ...cell, required: 0 };
    const rows = [{ id: 't1', name: 'Inpatients', people: 4, cells: [cell, none] }];
    expect(crossingsOf({ rows, columns: [level, aspect] }).map(({ column }) => column.key)).toEqual(['ANCC-3']);
  });
});
