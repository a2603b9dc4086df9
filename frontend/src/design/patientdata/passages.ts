import { createContext } from 'react';
import type { FindingKind } from './finder';

/** A passage that the server found in what was sent. */
export interface FoundPassage {
  /** The field's name as the API spells it. */
  field: string;
  kind: FindingKind;
  start: number;
  end: number;
  message: string;
  /** Where in a file it stands, such as Sheet1!B7; empty for a text. */
  place: string;
  /** What a declaration names it by. */
  mark: string;
}

/** Keeps that a passage is not a patient's data, and why; rejects with a sentence. */
export type Declare = (passage: FoundPassage, reason: string) => Promise<void>;

/** How this application keeps declarations; the pages provide it. */
export const DeclareContext = createContext<Declare>(() => Promise.reject(new Error('Declarations cannot be kept here.')));
