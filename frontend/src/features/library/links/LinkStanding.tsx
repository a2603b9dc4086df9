import { Link } from 'react-router';
import { StateTag } from '@/design';
import type { Link as SkillLink } from '../types';

interface LinkStandingProps {
  link: Pick<SkillLink, 'id' | 'own' | 'state' | 'stateReason'>;
  /** What the link joins, for those who hear the page. */
  about: string;
  mayManage: boolean;
}

/** Where a link stands in the organisation, whose it is, and what the standards lead can do with it. */
export function LinkStanding({ link: { id, own, state, stateReason }, about, mayManage }: LinkStandingProps) {
  return (
    <>
      <StateTag kind="link" state={state} />
      <span className="bw-note">{own ? 'Your organisation’s own' : 'Proposed'}</span>
      {stateReason === '' ? null : <span className="bw-note">{stateReason}</span>}
      {mayManage && state !== 'ended' ? (
        <ul className="nhsuk-list bw-tight bw-small">
          {actions(own, state).map(({ path, label }) => (
            <li key={path}>
              <Link to={`/library/links/${id}/${path}`}>
                {label}
                <span className="nhsuk-u-visually-hidden"> the link between {about}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function actions(own: boolean, state: SkillLink['state']) {
  if (own) {
    return [
      { path: 'edit', label: 'Change' },
      { path: 'end', label: 'End' },
    ];
  }
  return state === 'not_accepted' ? [{ path: 'accept', label: 'Accept again' }] : [{ path: 'refuse', label: 'Do not accept' }];
}
