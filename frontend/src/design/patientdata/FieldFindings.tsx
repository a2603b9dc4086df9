import { useContext, useState } from 'react';
import { FormContext } from '../formContext';
import { FoundPassages } from './FoundPassages';
import type { FoundPassage } from './passages';

const none: FoundPassage[] = [];

/** What was found in a field of a form at the last attempt, below the field. */
export function FieldFindings({ name, value }: { name: string; value: string }) {
  const { findingsOf } = useContext(FormContext);
  const found = findingsOf?.(name) ?? none;
  // The passages stand in the text that was sent, which may be edited meanwhile.
  const [sent, setSent] = useState({ key: '', text: '' });
  const key = found.map(({ mark, start }) => `${mark} ${start}`).join();
  if (key !== sent.key) setSent({ key, text: value });
  if (found.length === 0) return null;
  return <FoundPassages key={key} passages={found} text={key === sent.key ? sent.text : value} next="Now save again." />;
}
