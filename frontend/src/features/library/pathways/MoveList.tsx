import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { LinkSources } from '../LinkSources';
import type { PathwayMove, RolePathway } from '../types';
import { bandName } from '../words';

interface MoveListProps {
  pathway: RolePathway;
  /** What can be done with a move. */
  actions: (move: PathwayMove) => ReactNode;
}

/** The map as text: every move with its number on the drawing, its condition, its reason and the lines it rests on. */
export function MoveList({ pathway: { roles, moves, ownRoleId }, actions }: MoveListProps) {
  const bandOf = (id: string) => bandName(roles.find((role) => role.id === id)?.band ?? '').toLowerCase();
  return (
    <ol className="bw-moves">
      {moves.map((move) => (
        <li key={move.id} className={move.from.id === ownRoleId ? 'bw-moves__mine' : undefined}>
          <h3 className="nhsuk-heading-s">
            <Link to={`/library/roles/${move.from.id}`}>{move.from.name}</Link> ({bandOf(move.from.id)}) to{' '}
            <Link to={`/library/roles/${move.to.id}`}>{move.to.name}</Link> ({bandOf(move.to.id)})
            {move.from.id === ownRoleId ? <span className="bw-regular"> – from your role</span> : null}
          </h3>
          <p>
            <strong>On condition:</strong> {move.words}.
          </p>
          <p className="bw-small">{move.reason}</p>
          <LinkSources sources={move.sources} />
          {actions(move)}
        </li>
      ))}
    </ol>
  );
}
