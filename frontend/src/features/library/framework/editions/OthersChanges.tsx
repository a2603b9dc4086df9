import { InsetText } from 'nhsuk-react-components';
import { StateTag } from '@/design';
import { ChangeWords } from './ChangeList';
import type { Meanwhile } from './draft';
import { changeName } from './words';

/** What others did to the draft while somebody was typing. */
export function OthersChanges({ others: { made, undone } }: { others: Meanwhile }) {
  if (made.length === 0 && undone.length === 0) return null;
  return (
    <InsetText>
      <p>
        <span className="nhsuk-u-visually-hidden">Note: </span>
        The draft was changed after you opened this page. What you typed is still here. Look at the change, then send
        yours again if it is still right.
      </p>
      <ul className="bw-passages">
        {made.map((change) => (
          <li key={change.id}>
            <p>
              {change.changedBy.name}: {changeName(change)} <StateTag kind="editionChange" state={change.kind} />
            </p>
            <ChangeWords change={change} />
          </li>
        ))}
        {undone.map((change) => (
          <li key={change.id}>
            <p>Undone: {changeName(change)}</p>
          </li>
        ))}
      </ul>
    </InsetText>
  );
}
