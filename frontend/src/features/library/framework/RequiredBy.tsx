import { Link } from 'react-router';
import { StateTag } from '@/design';
import type { RequiringRole } from '../types';
import { bandName } from '../words';

/** The roles that ask for something, each with how strongly. */
export function RoleList({ roles }: { roles: RequiringRole[] }) {
  return (
    <ul className="bw-hits">
      {roles.map(({ roleId, title, band, importance, wholeLevel }) => (
        <li key={`${roleId} ${importance}`}>
          <Link to={`/library/roles/${roleId}`}>{title}</Link>, {bandName(band)}{' '}
          <StateTag kind="importance" state={importance} />
          {wholeLevel ? <span className="bw-small"> with the whole skill level</span> : null}
        </li>
      ))}
    </ul>
  );
}
