import { createContext, useContext } from 'react';
import { londonDay } from './dates';

/**
 * The day from which pages count "in 22 days". The server's day, where it names one, so that a
 * demonstration set on another day counts like the server does.
 */
export const TodayContext = createContext<string | undefined>(undefined);

export function useToday(): string {
  const named = useContext(TodayContext);
  return named ?? londonDay(new Date());
}
