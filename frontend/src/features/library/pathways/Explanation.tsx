import { Link } from 'react-router';
import { StateTag } from '@/design';
import type { ExplainedCondition } from '../types';

interface ExplanationProps {
  condition: ExplainedCondition;
  /** Where the reader can agree or confirm; undefined for whoever may not. */
  sayPath?: string;
}

/** A condition with what the facts say about it; a group shows its parts. */
export function Explanation({ condition, sayPath }: ExplanationProps) {
  const group = condition.kind === 'all' || condition.kind === 'any';
  if (!group) {
    return (
      <ul className="bw-conditions">
        <Leaf condition={condition} sayPath={sayPath} />
      </ul>
    );
  }
  return (
    <>
      <p className="bw-conditions__how">{condition.kind === 'any' ? 'Any one of these is enough:' : 'All of these are needed:'}</p>
      <ul className="bw-conditions">
        {condition.of.map((part, index) =>
          part.kind === 'all' || part.kind === 'any' ? (
            <li key={index}>
              <StateTag kind="answer" state={part.answer} /> {part.because}
              <Explanation condition={part} sayPath={sayPath} />
            </li>
          ) : (
            <Leaf key={index} condition={part} sayPath={sayPath} />
          ),
        )}
      </ul>
    </>
  );
}

function Leaf({ condition: { answer, words, because, said, subject }, sayPath }: ExplanationProps) {
  return (
    <li>
      <StateTag kind="answer" state={answer} /> <strong>{words}</strong>
      <span className="bw-block">{because}</span>
      {said && said.reason !== '' ? <span className="bw-note">“{said.reason}”</span> : null}
      {sayPath && subject !== '' ? (
        <Link className="bw-small" to={`${sayPath}?subject=${encodeURIComponent(subject)}`}>
          Say whether this is so<span className="nhsuk-u-visually-hidden">: {words}</span>
        </Link>
      ) : null}
    </li>
  );
}
