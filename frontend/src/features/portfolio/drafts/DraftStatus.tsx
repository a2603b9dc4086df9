import { Button, InsetText } from 'nhsuk-react-components';
import { TextsBeside, wordsApart } from '@/design';
import type { Saving } from './saver';
import type { Words } from './words';

/** A time of day in London: "14:03". */
function timeOf(moment: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(moment);
}

/** Where the words stand, as a sentence; empty while somebody types. */
export function savingWords(saving: Saving): string {
  switch (saving.kind) {
    case 'nothing':
      return 'What you type is saved as a draft.';
    case 'typing':
    case 'saving':
      return '';
    case 'saved':
      return `Saved at ${timeOf(saving.at)}`;
    case 'kept':
      return `Not saved: no connection. Kept on this computer since ${timeOf(saving.since)}. It is sent when the connection returns.`;
    case 'nowhere':
      return `Not saved: no connection. It is not kept on this computer either: ${saving.why}`;
    case 'refused':
      return `Not saved. ${saving.problem.fields.length > 0 ? 'Change what is marked.' : saving.problem.message}`;
    case 'clash':
      return 'Not saved: this draft was changed in another tab. Choose below which words stay.';
    case 'gone':
      return 'Not saved: this draft was finished or deleted elsewhere. What you typed is still on this page.';
  }
}

/** Says where the words stand, always in sight and read out when it changes. */
export function DraftStatus({ saving }: { saving: Saving }) {
  const trouble = !['nothing', 'typing', 'saving', 'saved'].includes(saving.kind);
  return (
    <div className={trouble ? 'bw-saving bw-saving--trouble' : 'bw-saving'}>
      <p role="status">{savingWords(saving)}</p>
      {saving.kind === 'typing' || saving.kind === 'saving' ? <p aria-hidden>Saving</p> : null}
    </div>
  );
}

interface ClashProps {
  mine: Words;
  theirs: Words;
  keepMine: () => void;
  takeTheirs: () => void;
}

/** Two tabs met: the person chooses whose words stay. */
export function DraftClash({ mine, theirs, keepMine, takeTheirs }: ClashProps) {
  const compared = (['title', 'whatIDid', 'reflection'] as const).filter((name) => mine[name] !== theirs[name]);
  const labels = { title: 'Title', whatIDid: 'What I did', reflection: 'What I learnt' };
  return (
    <InsetText>
      <h2 className="nhsuk-heading-m">This draft was changed in another tab</h2>
      {compared.length === 0 ? <p>Dates, files or links differ.</p> : null}
      {compared.map((name) => {
        const { first, other } = wordsApart(mine[name], theirs[name]);
        return (
          <div key={name}>
            <h3 className="nhsuk-heading-s">{labels[name]}</h3>
            <TextsBeside
              texts={[
                { label: 'Here', pieces: first },
                { label: 'In the other tab', pieces: other },
              ]}
            />
          </div>
        );
      })}
      <div className="nhsuk-button-group">
        <Button type="button" secondary onClick={keepMine}>
          Keep what is here
        </Button>
        <Button type="button" secondary onClick={takeTheirs}>
          Use what the other tab saved
        </Button>
      </div>
    </InsetText>
  );
}
