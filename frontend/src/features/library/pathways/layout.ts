import type { RoleFamily } from '../types';

interface Role {
  id: string;
  title: string;
  band: string;
  family: RoleFamily;
}

interface Move {
  id: string;
  from: { id: string };
  to: { id: string };
}

/** A role's box; its lines are the title, broken to fit. */
export interface Box extends Role {
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
}

/** An arrow from one box to another, with the place of its number. */
export interface Arrow {
  id: string;
  from: string;
  to: string;
  path: string;
  badge: Point;
}

interface Point {
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  columns: { band: string; x: number; width: number }[];
  lanes: { family: RoleFamily; y: number; height: number }[];
  boxes: Box[];
  arrows: Arrow[];
}

const bandOrder = ['1', '2', '3', '4', '5', '6', '7', '8a', '8b', '8c', '8d', '9', ''];
const familyOrder: RoleFamily[] = ['coding', 'records', 'patient_services', 'security', 'other'];

const width = 1140;
const head = 34;
const laneTop = 26;
const gap = 20;
const lineHeight = 15;
const room = 44;
/** How wide a letter of the boxes' text is, about. */
const letter = 6.9;
const badgeSize = 24;

/** Breaks a title into lines of at most so many letters; a longer word gets a line of its own. */
export function linesOf(title: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Bands stand beside each other, families below each other; within a family, the roles of a band are stacked. */
export function layOut(roles: Role[], moves: Move[]): Layout {
  const bands = bandOrder.filter((band) => roles.some((role) => role.band === band));
  const columnWidth = width / Math.max(bands.length, 1);
  const columns = bands.map((band, index) => ({ band, x: index * columnWidth, width: columnWidth }));
  const boxWidth = Math.min(columnWidth - room, 190);
  const most = Math.floor((boxWidth - 12) / letter);

  const lanes: Layout['lanes'] = [];
  const boxes: Box[] = [];
  let y = head;
  for (const family of familyOrder) {
    const here = roles.filter((role) => role.family === family);
    if (here.length === 0) continue;
    let bottom = y + laneTop;
    columns.forEach((column, index) => {
      // Neighbouring columns start a little lower in turn, so that arrows which pass over one are seen.
      let top = y + laneTop + (index % 2) * 14;
      for (const role of here.filter(({ band }) => band === column.band)) {
        const lines = linesOf(role.title, most);
        const height = lines.length * lineHeight + 16;
        boxes.push({ ...role, x: column.x + (columnWidth - boxWidth) / 2, y: top, width: boxWidth, height, lines });
        top += height + gap;
        bottom = Math.max(bottom, top);
      }
    });
    lanes.push({ family, y, height: bottom - y });
    y = bottom;
  }
  return { width, height: y, columns, lanes, boxes, arrows: arrowsOf(moves, boxes) };
}

function arrowsOf(moves: Move[], boxes: Box[]): Arrow[] {
  const at = new Map(boxes.map((box) => [box.id, box]));
  const taken: Point[] = [];
  return moves.flatMap((move) => {
    const from = at.get(move.from.id);
    const to = at.get(move.to.id);
    if (!from || !to) return [];
    const out = moves.filter((other) => other.from.id === move.from.id);
    const into = moves.filter((other) => other.to.id === move.to.id);
    const start = { x: from.x + from.width, y: from.y + share(from.height, out.indexOf(move), out.length) };
    const sameColumn = Math.abs(from.x - to.x) < 1;
    const back = to.x < from.x - 1;
    const end = {
      x: sameColumn || back ? to.x + to.width : to.x,
      y: to.y + share(to.height, into.indexOf(move), into.length),
    };
    const bend = sameColumn || back ? room / 2 - 2 : Math.max((end.x - start.x) / 2, 14);
    const first = { x: start.x + bend, y: start.y };
    const second = { x: sameColumn || back ? end.x + bend : end.x - bend, y: end.y };
    const badge = placeOf([start, first, second, end], taken, boxes);
    taken.push(badge);
    const path = `M ${text(start)} C ${text(first)}, ${text(second)}, ${text(end)}`;
    return [{ id: move.id, from: from.id, to: to.id, path, badge }];
  });
}

function share(height: number, index: number, count: number): number {
  return (height * (index + 1)) / (count + 1);
}

function text({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

type Curve = [Point, Point, Point, Point];

/** The place on the curve, the middle first, where a number covers neither a box nor another number. */
function placeOf(curve: Curve, taken: Point[], boxes: Box[]): Point {
  const places = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88].map((t) => pointAt(curve, t));
  const free = places.find(
    (place) =>
      taken.every((other) => Math.hypot(place.x - other.x, place.y - other.y) >= badgeSize) &&
      boxes.every((box) => !covers(box, place)),
  );
  return free ?? pointAt(curve, 0.5);
}

function covers(box: Box, { x, y }: Point): boolean {
  const edge = badgeSize / 2;
  return x > box.x - edge && x < box.x + box.width + edge && y > box.y - edge && y < box.y + box.height + edge;
}

function pointAt([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t;
  const along = (p: number, q: number, r: number, s: number) =>
    u ** 3 * p + 3 * u ** 2 * t * q + 3 * u * t ** 2 * r + t ** 3 * s;
  return { x: along(a.x, b.x, c.x, d.x), y: along(a.y, b.y, c.y, d.y) };
}
