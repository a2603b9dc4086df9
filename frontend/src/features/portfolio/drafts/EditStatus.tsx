import { Button, InsetText } from 'nhsuk-react-components';
import { longMoment } from '@/design';
import type { EditKept, KeptEdit } from './keptEdits';

function editWords(stands: EditKept): string {
  switch (stands.kind) {
    case 'same':
      return '';
    case 'kept':
      return 'Not saved yet. What you typed is kept on this computer until you save it.';
    case 'nowhere':
      return `Not saved, and not kept on this computer either: ${stands.why}`;
  }
}

/** Says where a change of finished evidence stands, always in sight and read out when it changes. */
export function EditStatus({ stands }: { stands: EditKept }) {
  return (
    <div className={stands.kind === 'nowhere' ? 'bw-saving bw-saving--trouble' : 'bw-saving'}>
      <p role="status">{editWords(stands)}</p>
    </div>
  );
}

interface EditBackProps {
  edit: KeptEdit;
  /** Whether the evidence was changed elsewhere meanwhile. */
  outdated: boolean;
  discard: () => void;
}

/** What was typed before is back in the boxes, and can be thrown away. */
export function EditBack({ edit, outdated, discard }: EditBackProps) {
  return (
    <InsetText>
      <h2 className="nhsuk-heading-s">What you typed is back</h2>
      <p>
        You changed this evidence on {longMoment(edit.since)} and did not save it.
        {outdated ? ' It was changed elsewhere since: what you save now goes in its place.' : ''}
      </p>
      <Button type="button" secondary onClick={discard}>
        Use what is saved instead
      </Button>
    </InsetText>
  );
}
