import { createContext, useContext } from 'react';
import type { components } from '@/api/schema';

export type Me = components['schemas']['Me'];

/** The signed-in person; pages behind the sign-in always have one. */
export const SessionContext = createContext<Me | null>(null);

/** Who is signed in. Only for pages behind the sign-in. */
export function useMe(): Me {
  const me = useContext(SessionContext);
  if (me === null) throw new Error('useMe is for pages behind the sign-in');
  return me;
}

/** Whether the signed-in person may do what a permission of the contract names. */
export function useMay(permission: string): boolean {
  return useMe().permissions.includes(permission);
}
