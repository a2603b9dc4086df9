import { Button } from 'nhsuk-react-components';
import { useSubmission } from '@/api/submit';
import { Failed } from '@/design';
import { useState } from 'react';
import { Moves } from './Moves';
import type { DateMove } from './types';

interface PreviewProps {
  /** What is typed; another text takes the shown preview away. */
  of: string;
  ask: () => Promise<{ moves: DateMove[] }>;
}

/** Shows what would move before anything is kept. */
export function Preview({ of, ask }: PreviewProps) {
  const [shown, setShown] = useState<{ of: string; moves: DateMove[] }>();
  const { submit, problems, pending } = useSubmission({
    send: () => ask(),
    done: ({ moves }) => setShown({ of, moves }),
  });
  const sentences = problems ? [...problems.fields.map(({ message }) => message), ...problems.general] : [];
  return (
    <div className="nhsuk-form-group">
      <Button type="button" secondary aria-disabled={pending || undefined} onClick={() => void submit(undefined)}>
        Show what would move
      </Button>
      {sentences.length > 0 ? <Failed message={sentences.join(' ')} /> : null}
      <div role="status">
        {shown && shown.of === of ? (
          <>
            <h2 className="nhsuk-heading-s">What would move</h2>
            <Moves moves={shown.moves} none="No date would move." />
          </>
        ) : null}
      </div>
    </div>
  );
}
