import { Button } from 'nhsuk-react-components';
import { type ReactNode, useContext, useId, useState } from 'react';
import { DeclareContext, type FoundPassage } from './passages';

interface FoundPassagesProps {
  passages: FoundPassage[];
  /** The text in which the passages stand, as it was sent; absent for a file. */
  text?: string;
  /** Called when every passage has been declared. */
  onDeclared?: () => void;
  /** What to do next, once every passage has been declared. */
  next: string;
}

/** Shows in place what looks like a patient's data, says why, and takes the reason why it is none. */
export function FoundPassages({ passages, text, onDeclared, next }: FoundPassagesProps) {
  const [declared, setDeclared] = useState<ReadonlySet<string>>(new Set());
  const waiting = passages.filter(({ mark }) => !declared.has(mark));
  // The same passage may stand in several places; one reason is enough for all of them.
  const distinct = passages.filter((one, index) => passages.findIndex(({ mark }) => mark === one.mark) === index);

  function keep(mark: string) {
    const all = new Set(declared).add(mark);
    setDeclared(all);
    if (passages.every((one) => all.has(one.mark))) onDeclared?.();
  }

  return (
    <div className="bw-found">
      {text === undefined ? null : <p className="bw-found__text">{marked(text, passages)}</p>}
      <ul className="bw-found__list">
        {distinct.map((passage) => (
          <li key={passage.mark}>
            <p className="bw-found__why">
              {passage.place === '' ? null : <strong>{placesOf(passages, passage.mark)}: </strong>}
              {passage.message}
            </p>
            {declared.has(passage.mark) ? (
              <p role="status">Your reason is kept.</p>
            ) : (
              <Reason passage={passage} onKept={() => keep(passage.mark)} />
            )}
          </li>
        ))}
      </ul>
      <div role="status">{waiting.length === 0 ? <p>{next}</p> : null}</div>
    </div>
  );
}

function placesOf(passages: FoundPassage[], mark: string): string {
  const places = [...new Set(passages.filter((one) => one.mark === mark).map(({ place }) => place))];
  return places.length > 5 ? `${places.slice(0, 5).join(', ')} and ${places.length - 5} more places` : places.join(', ');
}

/** How much of a text is shown around a passage, in characters. */
const around = 60;

/** The passages of a text, marked, each with some of what stands around it. */
function marked(text: string, passages: FoundPassage[]): ReactNode[] {
  const pieces: ReactNode[] = [];
  let shown = 0;
  for (const { start, end } of passages) {
    const from = Math.max(shown, start - around);
    if (from > shown) pieces.push('… ');
    pieces.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    shown = end;
  }
  const rest = text.slice(shown, shown + around);
  pieces.push(rest, shown + around < text.length ? ' …' : '');
  return pieces;
}

const shortest = 10;

/** Asks for the reason in its own small group: it is sent by itself, while the form stays as it is. */
function Reason({ passage, onKept }: { passage: FoundPassage; onKept: () => void }) {
  const declare = useContext(DeclareContext);
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [pending, setPending] = useState(false);

  async function keep() {
    if (pending) return;
    if (reason.trim().length < shortest) {
      setProblem(`Say why in at least ${shortest} characters`);
      return;
    }
    setPending(true);
    try {
      await declare(passage, reason.trim());
      onKept();
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown.message : 'Your reason could not be kept. Try again.');
    } finally {
      setPending(false);
    }
  }

  if (!open) {
    return (
      <Button type="button" secondary small onClick={() => setOpen(true)}>
        This is not patient data: say why
      </Button>
    );
  }
  return (
    <div className={`nhsuk-form-group${problem ? ' nhsuk-form-group--error' : ''}`}>
      <label className="nhsuk-label" htmlFor={id}>
        Why is it not patient data?
      </label>
      <div className="nhsuk-hint" id={`${id}-hint`}>
        Do not repeat it here. Your reviewers, the administrator and the auditor can read your reason.
      </div>
      <div role="alert">{problem ? <span className="nhsuk-error-message">{problem}</span> : null}</div>
      <textarea
        id={id}
        className="nhsuk-textarea"
        rows={2}
        maxLength={500}
        aria-describedby={`${id}-hint`}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="button" secondary small aria-disabled={pending || undefined} onClick={() => void keep()}>
        Keep this reason
      </Button>
    </div>
  );
}
