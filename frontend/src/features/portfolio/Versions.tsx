import { longDate, longMoment, type MarkedText, TextsBeside, wordsApart } from '@/design';
import type { components } from '@/api/schema';
import type { Evidence } from './types';
import { kindWord } from './words';

export type EvidenceVersion = components['schemas']['EvidenceVersion'];

/** Evidence as one version of it says it; what the present one and former ones have in common. */
export type Said = Pick<EvidenceVersion, 'title' | 'whatIDid' | 'reflection' | 'files' | 'links'> &
  Partial<Pick<Evidence, 'kind' | 'happenedOn' | 'happenedUntil'>>;

const facts = (said: Said) =>
  [
    said.kind ? kindWord(said.kind) : '',
    longDate(said.happenedOn ?? ''),
    said.happenedUntil ? `to ${longDate(said.happenedUntil)}` : '',
    said.files.map(({ name }) => name).join(', '),
    said.links.map(({ title, url }) => `${title} (${url})`).join(', '),
  ]
    .filter((one) => one !== '')
    .join('. ');

/** Two versions of evidence beside each other, with what differs marked. */
export function VersionsBeside({ before, after, labels }: { before: Said; after: Said; labels: [string, string] }) {
  const rows: [string, string, string][] = [
    ['Title', before.title, after.title],
    ['What I did', before.whatIDid, after.whatIDid],
    ['What I learnt', before.reflection, after.reflection],
    ['Kind, dates, files and links', facts(before), facts(after)],
  ];
  const changed = rows.filter(([, one, other]) => one !== other);
  if (changed.length === 0) return <p>Both say the same.</p>;
  return changed.map(([name, one, other]) => {
    const { first, other: second } = wordsApart(one, other);
    const texts: MarkedText[] = [
      { label: labels[0], pieces: first },
      { label: labels[1], pieces: second },
    ];
    return (
      <div key={name}>
        <h4 className="nhsuk-heading-xs">{name}</h4>
        <TextsBeside texts={texts} />
      </div>
    );
  });
}

/** When a version held: "2 March 2027 at 9:05 to 3 March 2027 at 10:00". */
export function spanOf({ writtenAt, replacedAt }: EvidenceVersion): string {
  return `${longMoment(writtenAt)} to ${longMoment(replacedAt)}`;
}
