import type { Choice } from '@/design';
import type { Team } from './types';

/** A team with the names of the teams above it, topmost first. */
export interface PlacedTeam extends Team {
  above: string[];
}

/** The teams in the tree's order, each with those above it. */
export function placed(teams: Team[]): PlacedTeam[] {
  const byId = new Map(teams.map((team) => [team.id, team]));
  const above = (team: Team): string[] => {
    const parent = team.parentId === undefined ? undefined : byId.get(team.parentId);
    return parent ? [...above(parent), parent.name] : [];
  };
  return teams.map((team) => ({ ...team, above: above(team) }));
}

/** The team itself and everything below it. */
export function branchOf(teams: Team[], id: string): Set<string> {
  const branch = new Set([id]);
  // Each team stands after its parent, so one pass reaches every depth.
  for (const team of teams) {
    if (team.parentId !== undefined && branch.has(team.parentId)) branch.add(team.id);
  }
  return branch;
}

/** The teams as a drop-down's choices, those below others set in. */
export function teamChoices(teams: Team[], without: ReadonlySet<string> = new Set()): Choice[] {
  return teams
    .filter(({ id }) => !without.has(id))
    .map(({ id, name, depth }) => ({ value: id, label: `${'\u2003'.repeat(depth)}${name}` }));
}
