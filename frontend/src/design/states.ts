// The words and colours of every state that a screen shows. The word carries the meaning; the
// colour only repeats it.

export type Tone =
  | 'white'
  | 'grey'
  | 'green'
  | 'aqua-green'
  | 'blue'
  | 'purple'
  | 'pink'
  | 'red'
  | 'orange'
  | 'yellow';

interface StateWord {
  word: string;
  tone: Tone;
}

export const stateWords = {
  milestone: {
    blocked: { word: 'Not yet possible', tone: 'grey' },
    open: { word: 'Open', tone: 'white' },
    due: { word: 'Due soon', tone: 'yellow' },
    overdue: { word: 'Overdue', tone: 'red' },
    recorded: { word: 'Waits for sign-off', tone: 'purple' },
    done: { word: 'Done', tone: 'green' },
    failed: { word: 'Not passed', tone: 'orange' },
    exempt: { word: 'Exempt', tone: 'grey' },
    paused: { word: 'Paused', tone: 'aqua-green' },
  },
  claim: {
    draft: { word: 'Draft', tone: 'grey' },
    submitted: { word: 'Waits for review', tone: 'purple' },
    in_review: { word: 'In review', tone: 'blue' },
    approved: { word: 'Approved', tone: 'green' },
    approved_lower: { word: 'Approved at a lower level', tone: 'aqua-green' },
    returned: { word: 'Returned', tone: 'orange' },
    withdrawn: { word: 'Withdrawn', tone: 'grey' },
    needs_fresh_evidence: { word: 'Needs fresh evidence', tone: 'orange' },
    sealed: { word: 'Approved, for your second look', tone: 'yellow' },
    not_claimed: { word: 'Not claimed', tone: 'white' },
  },
  hold: {
    held: { word: 'On hold', tone: 'yellow' },
    released: { word: 'Ended', tone: 'grey' },
  },
  moderation: {
    not_drawn: { word: 'Not drawn', tone: 'white' },
    waiting: { word: 'Waits for a second assessor', tone: 'purple' },
    agreed: { word: 'Agreed', tone: 'green' },
    disagreed: { word: 'Disagreed', tone: 'orange' },
    overtaken: { word: 'Overtaken', tone: 'grey' },
  },
  requirement: {
    met: { word: 'Met', tone: 'green' },
    claimed: { word: 'Waits for review', tone: 'purple' },
    partly: { word: 'Met at a lower level', tone: 'aqua-green' },
    to_be_confirmed: { word: 'To be confirmed', tone: 'yellow' },
    expired: { word: 'Needs renewing', tone: 'red' },
    missing: { word: 'Missing', tone: 'orange' },
  },
  bench: {
    ready: { word: 'Ready now', tone: 'green' },
    nearly: { word: 'Nearly ready', tone: 'aqua-green' },
    further: { word: 'Further to go', tone: 'white' },
    empty: { word: 'Nobody on the bench', tone: 'red' },
  },
  accreditation: {
    not_held: { word: 'Not held', tone: 'white' },
    current: { word: 'Current', tone: 'green' },
    refresher_due: { word: 'Refresher due', tone: 'yellow' },
    lapsed: { word: 'Refresher overdue', tone: 'red' },
  },
  appraisal: {
    planned: { word: 'Planned', tone: 'blue' },
    held: { word: 'Held', tone: 'purple' },
    acknowledged: { word: 'Acknowledged', tone: 'green' },
    cancelled: { word: 'Cancelled', tone: 'grey' },
  },
  appraisalDue: {
    not_due: { word: 'Not due yet', tone: 'white' },
    due: { word: 'Due soon', tone: 'yellow' },
    planned: { word: 'Planned', tone: 'blue' },
    overdue: { word: 'Overdue', tone: 'red' },
  },
  course: {
    planned: { word: 'Planned', tone: 'blue' },
    held: { word: 'Held', tone: 'green' },
    cancelled: { word: 'Cancelled', tone: 'grey' },
  },
  booking: {
    booked: { word: 'Booked', tone: 'blue' },
    waiting: { word: 'Waiting for a place', tone: 'yellow' },
    withdrawn: { word: 'Given back', tone: 'grey' },
    attended: { word: 'Attended', tone: 'green' },
    absent: { word: 'Did not come', tone: 'orange' },
  },
  assurance: {
    missing: { word: 'No start recorded', tone: 'red' },
    late: { word: 'Started late', tone: 'orange' },
    open: { word: 'Still in time', tone: 'white' },
    in_time: { word: 'Started in time', tone: 'green' },
    exempt: { word: 'Exempt', tone: 'grey' },
    not_asked: { word: 'Not asked', tone: 'grey' },
  },
  agreedAction: {
    open: { word: 'Open', tone: 'white' },
    overdue: { word: 'Overdue', tone: 'red' },
    done: { word: 'Done', tone: 'green' },
    dropped: { word: 'Dropped', tone: 'grey' },
  },
  severity: {
    major: { word: 'Major', tone: 'red' },
    minor: { word: 'Minor', tone: 'yellow' },
    note: { word: 'Note', tone: 'blue' },
  },
  importance: {
    essential: { word: 'Essential', tone: 'blue' },
    desirable: { word: 'Desirable', tone: 'white' },
    not_stated: { word: 'Not stated', tone: 'grey' },
  },
  bandStatus: {
    stated: { word: 'Stated', tone: 'green' },
    matched: { word: 'Matched', tone: 'green' },
    unknown: { word: 'Unknown', tone: 'orange' },
  },
  match: {
    profile_match: { word: 'Profile match', tone: 'green' },
    band_match: { word: 'Band match', tone: 'aqua-green' },
    match: { word: 'Match', tone: 'green' },
    variation: { word: 'Variation', tone: 'yellow' },
    no_match: { word: 'No match', tone: 'grey' },
    undecided: { word: 'Undecided', tone: 'white' },
  },
  jobMatch: {
    open: { word: 'Panel at work', tone: 'blue' },
    checking: { word: 'Waits for its check', tone: 'purple' },
    released: { word: 'Released', tone: 'green' },
    withdrawn: { word: 'Withdrawn', tone: 'grey' },
  },
  edition: {
    draft: { word: 'Draft', tone: 'yellow' },
    published: { word: 'In force', tone: 'green' },
    retired: { word: 'Retired', tone: 'grey' },
  },
  editionChange: {
    add_skill: { word: 'New local skill', tone: 'green' },
    rename_skill: { word: 'Skill renamed', tone: 'blue' },
    add: { word: 'New statement', tone: 'green' },
    wording: { word: 'Wording', tone: 'blue' },
    meaning: { word: 'Changed meaning', tone: 'purple' },
    end: { word: 'Ended', tone: 'orange' },
  },
  editionDifference: {
    added: { word: 'Added', tone: 'green' },
    wording: { word: 'Wording', tone: 'blue' },
    meaning: { word: 'Changed meaning', tone: 'purple' },
    ended: { word: 'Ended', tone: 'orange' },
    skill: { word: 'Skill renamed', tone: 'blue' },
  },
  trainingVersion: {
    source: { word: 'The source’s own', tone: 'blue' },
    draft: { word: 'Draft', tone: 'yellow' },
    to_come: { word: 'To come', tone: 'purple' },
    in_force: { word: 'In force', tone: 'green' },
    retired: { word: 'Retired', tone: 'grey' },
  },
  shift: {
    same: { word: 'Stays', tone: 'white' },
    moves: { word: 'Moves', tone: 'yellow' },
    new: { word: 'New', tone: 'green' },
    goes: { word: 'Goes', tone: 'orange' },
  },
  logEntry: {
    logged: { word: 'Waits to be confirmed', tone: 'purple' },
    confirmed: { word: 'Confirmed', tone: 'green' },
    returned: { word: 'Given back', tone: 'orange' },
  },
  ownership: {
    national: { word: 'National', tone: 'blue' },
    local: { word: 'Local', tone: 'aqua-green' },
  },
  importedRow: {
    new: { word: 'New', tone: 'green' },
    wording: { word: 'Wording', tone: 'blue' },
    meaning: { word: 'Changed meaning', tone: 'purple' },
    end: { word: 'Ends', tone: 'orange' },
  },
  confirmation: {
    none: { word: 'Nothing to confirm', tone: 'white' },
    waiting: { word: 'To confirm', tone: 'yellow' },
    stands: { word: 'Stands', tone: 'green' },
    ends: { word: 'Ends', tone: 'grey' },
  },
  answer: {
    yes: { word: 'Yes', tone: 'green' },
    no: { word: 'No', tone: 'orange' },
    unknown: { word: 'Not known yet', tone: 'grey' },
  },
  link: {
    in_force: { word: 'In force', tone: 'green' },
    not_accepted: { word: 'Not accepted', tone: 'orange' },
    ended: { word: 'Ended', tone: 'grey' },
  },
  pathway: {
    draft: { word: 'Draft', tone: 'yellow' },
    published: { word: 'In force', tone: 'green' },
    retired: { word: 'Replaced', tone: 'grey' },
  },
  change: {
    added: { word: 'Added', tone: 'green' },
    removed: { word: 'Removed', tone: 'orange' },
    changed: { word: 'Changed', tone: 'yellow' },
  },
  codingAudit: {
    draft: { word: 'Draft', tone: 'grey' },
    released: { word: 'Released', tone: 'green' },
  },
  accuracy: {
    meets: { word: 'Meets', tone: 'green' },
    below: { word: 'Below', tone: 'red' },
    not_examined: { word: 'Not examined', tone: 'grey' },
    no_threshold: { word: 'No threshold', tone: 'white' },
  },
  auditAction: {
    open: { word: 'Open', tone: 'blue' },
    overdue: { word: 'Overdue', tone: 'red' },
    done: { word: 'Done', tone: 'green' },
  },
  activityLine: {
    new: { word: 'New', tone: 'green' },
    changed: { word: 'Corrected', tone: 'yellow' },
    same: { word: 'As entered', tone: 'white' },
    refused: { word: 'Refused', tone: 'red' },
  },
  trend: {
    up: { word: 'Up', tone: 'green' },
    down: { word: 'Down', tone: 'orange' },
    steady: { word: 'Steady', tone: 'white' },
    unknown: { word: 'Not known', tone: 'grey' },
  },
  setting: {
    current: { word: 'In force', tone: 'green' },
    planned: { word: 'Planned', tone: 'blue' },
    past: { word: 'Past', tone: 'grey' },
    replaced: { word: 'Replaced', tone: 'grey' },
  },
  account: {
    none: { word: 'Not invited', tone: 'white' },
    invited: { word: 'Invited', tone: 'yellow' },
    active: { word: 'Can sign in', tone: 'green' },
    disabled: { word: 'Stopped', tone: 'red' },
    left: { word: 'Left', tone: 'grey' },
  },
} as const satisfies Record<string, Record<string, StateWord>>;

export type StateKind = keyof typeof stateWords;

/** The word and colour for a state; a state that this list does not know is shown by its own name. */
export function stateWord(kind: StateKind, state: string): StateWord {
  const words: Record<string, StateWord> = stateWords[kind];
  return words[state] ?? { word: state.replaceAll('_', ' '), tone: 'grey' };
}
