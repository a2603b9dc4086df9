import { useId } from 'react';
import { Link } from 'react-router';
import type { RolePathway } from '../types';
import { bandName, familyName } from '../words';
import { layOut } from './layout';

interface PathwayMapProps {
  pathway: RolePathway;
  /** Where the number of an arrow leads. */
  moveHref: (moveId: string) => string;
}

/**
 * The map as a drawing: bands beside each other, families below each other, boxes and numbers are links. The same stands
 * below it as text, which is all that narrow screens show.
 */
export function PathwayMap({ pathway, moveHref }: PathwayMapProps) {
  const { roles, moves, ownRoleId } = pathway;
  const { width, height, columns, lanes, boxes, arrows } = layOut(roles, moves);
  const arrow = useId();
  return (
    <svg
      className="bw-map"
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="Map of roles and moves, the same as the text below"
    >
      <defs>
        <marker id={arrow} viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path className="bw-map__head" d="M 0 0 L 10 5 L 0 10 z" />
        </marker>
      </defs>
      <g aria-hidden="true">
        {lanes.map(({ family, y, height: tall }, index) => (
          <g key={family}>
            <rect className={index % 2 === 0 ? 'bw-map__lane' : 'bw-map__lane bw-map__lane--even'} x="0" y={y} width={width} height={tall} />
            <text className="bw-map__family" x="8" y={y + 16}>
              {familyName(family)}
            </text>
          </g>
        ))}
        {columns.map(({ band, x, width: wide }) => (
          <text key={band} className="bw-map__band" x={x + wide / 2} y="22" textAnchor="middle">
            {bandName(band)}
          </text>
        ))}
        {arrows.map(({ id, path, from }) => (
          <path
            key={id}
            className={from === ownRoleId ? 'bw-map__arrow bw-map__arrow--mine' : 'bw-map__arrow'}
            d={path}
            markerEnd={`url(#${arrow})`}
          />
        ))}
      </g>
      {boxes.map((box) => {
        const mine = box.id === ownRoleId;
        return (
          <Link
            key={box.id}
            to={`/library/roles/${box.id}`}
            className={mine ? 'bw-map__box bw-map__box--mine' : 'bw-map__box'}
            aria-label={`${box.title}, ${bandName(box.band).toLowerCase()}, ${familyName(box.family).toLowerCase()}${mine ? ', your role' : ''}`}
          >
            <rect x={box.x} y={box.y} width={box.width} height={box.height} rx="4" />
            {mine ? (
              <text className="bw-map__mine" x={box.x + box.width / 2} y={box.y - 4} textAnchor="middle">
                Your role
              </text>
            ) : null}
            {box.lines.map((line, index) => (
              <text key={index} x={box.x + box.width / 2} y={box.y + 21 + index * 15} textAnchor="middle">
                {line}
              </text>
            ))}
          </Link>
        );
      })}
      {arrows.map(({ id, from, badge }, index) => {
        const move = moves.find((one) => one.id === id);
        if (!move) return null;
        return (
          <Link
            key={id}
            to={moveHref(id)}
            className={from === ownRoleId ? 'bw-map__number bw-map__number--mine' : 'bw-map__number'}
            aria-label={`Move ${index + 1}: from ${move.from.name} to ${move.to.name}. ${move.words}`}
          >
            <title>{move.words}</title>
            <circle cx={badge.x} cy={badge.y} r="11" />
            <text x={badge.x} y={badge.y + 4} textAnchor="middle">
              {index + 1}
            </text>
          </Link>
        );
      })}
    </svg>
  );
}
