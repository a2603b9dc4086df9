import { useQuery } from '@tanstack/react-query';
import { portfolioQuery } from '@/api/people';
import type { components } from '@/api/schema';
import { useMay, useMe } from '@/session/session';

type Mine = Pick<components['schemas']['PortfolioStatement'], 'state' | 'importance' | 'claimId'>;

/** Where the signed-in person stands with each statement that their role asks for or that they claimed. */
export function useMine(): ReadonlyMap<string, Mine> {
  const me = useMe();
  const may = useMay('portfolio.read');
  const { data } = useQuery({ ...portfolioQuery(me.person.id), enabled: may });
  return new Map(data?.statements.map((row) => [row.statement.id, row]));
}
