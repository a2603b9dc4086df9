import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { FilterSelect, useFilter } from '@/design';
import { boardOf, boardPath, mostOnBoard } from './board';
import { scenariosQuery } from './queries';

/** Chooses the scenarios on the board, and takes it away as a PDF. The choice stands in the address. */
export function BoardChoice({ teamId }: { teamId: string }) {
  const [text, setText] = useFilter('board');
  const { data: scenarios } = useQuery(scenariosQuery);
  const board = boardOf(text);
  const kept = scenarios?.items ?? [];
  const others = kept.filter(({ id }) => !board.ids.includes(id));
  const nameOf = (id: string) => kept.find((one) => one.id === id)?.content.name ?? 'A scenario that is gone';
  return (
    <>
      <p className="bw-small">
        At most four pages: today’s plan with its drawing and assumptions
        {board.ids.length > 0 ? ', beside these scenarios:' : board.none ? ' alone.' : ', beside the three scenarios that were changed last.'}
      </p>
      {board.ids.length > 0 ? (
        <ul className="nhsuk-list">
          {board.ids.map((id) => (
            <li key={id}>
              {nameOf(id)}{' '}
              <Button type="button" secondary small onClick={() => setText(board.ids.filter((one) => one !== id).join(','))}>
                Take off<span className="nhsuk-u-visually-hidden"> the board: {nameOf(id)}</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {kept.length > 0 ? (
        <div className="bw-choices">
          <FilterSelect
            label="Scenarios on the board"
            value=""
            onChange={(chosen) => setText(chosen === 'newest' ? '' : chosen === 'none' ? 'none' : [...board.ids, chosen].join(','))}
            choices={[
              { value: '', label: board.ids.length < mostOnBoard ? 'Choose a scenario' : `${mostOnBoard} are chosen` },
              ...(board.ids.length < mostOnBoard ? others.map(({ id, content }) => ({ value: id, label: content.name })) : []),
              ...(board.none ? [] : [{ value: 'none', label: 'None, today’s plan alone' }]),
              ...(text === '' ? [] : [{ value: 'newest', label: 'The three that were changed last' }]),
            ]}
          />
        </div>
      ) : null}
      <p>
        <a href={boardPath(teamId, text)} download>
          Download the board (PDF)
        </a>
      </p>
    </>
  );
}
