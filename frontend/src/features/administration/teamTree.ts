import type { Choice } from '@/design';
import type { Team } from './types';

/** A team with its surroundings in the tree. */
export interface PlacedTeam extends Team {
  /** The names of the teams above it, topmost first. */
  above: string[];
  /** How many are appointed to the team or to one below it. */
  peopleInBranch: number;
}

/** The teams in the tree's order, each with its surroundings. */
export function placed(teams: Team[]): PlacedTeam[] {
  const byId = new Map(teams.map((team) => [team.id, team]));
  const above = (team: Team): string[] => {
    const parent = team.parentId === undefined ? undefined : byId.get(team.parentId);
    return parent ? [...above(parent), parent.name] : [];
  };
  const inBranch = (id: string) => {
    const branch = branchOf(teams, id);
    return teams.filter((team) => branch.has(team.id)).reduce((sum, { people }) => sum + people, 0);
  };
  return teams.map((team) => ({ ...team, above: above(team), peopleInBranch: inBranch(team.id) }));
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
