import { Tag } from 'nhsuk-react-components';
import { type StateKind, stateWord } from './states';

/** A state as a tag: its word, and a colour that repeats it. */
export function StateTag({ kind, state }: { kind: StateKind; state: string }) {
  const { word, tone } = stateWord(kind, state);
  return <Tag modifier={tone}>{word}</Tag>;
}
