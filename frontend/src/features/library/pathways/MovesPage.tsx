import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { EmptyState, LoadedPage, longDate, Page, Section, StateTag } from '@/design';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { LinkSources } from '../LinkSources';
import { movesQuery } from '../queries';
import type { JudgedMove, PersonMoves } from '../types';
import { bandName } from '../words';
import { Explanation } from './Explanation';

/** Where a person can move from the present role, or what one move takes: each condition with yes or no and its facts. */
export function MovesPage() {
  const subject = useSubject();
  const [params] = useSearchParams();
  const query = useQuery(movesQuery(subject.id, params.get('move') ?? undefined));
  const title = subject.own ? 'What would I need?' : 'What would it take?';
  return (
    <LoadedPage query={query} what="the moves" title={title} breadcrumbs={crumbsOf(subject, '', 'person')}>
      {(moves) => (
        <Page
          title={title}
          caption={subject.own ? undefined : moves.person.name}
          breadcrumbs={crumbsOf(subject, moves.person.name, 'progress')}
        >
          <Moves subject={subject} found={moves} one={params.has('move')} />
        </Page>
      )}
    </LoadedPage>
  );
}

function Moves({ subject, found, one }: { subject: Subject; found: PersonMoves; one: boolean }) {
  const { role, pathway, moves, person } = found;
  const whose = subject.own ? 'Your' : `${person.name}’s`;
  if (!pathway) {
    return (
      <EmptyState title="No map of roles is published yet.">
        <p>A standards lead draws it. Until then, nobody can say what a move takes.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p>
        {role ? `${whose} present role is ${role.name}. ` : `${subject.own ? 'You have' : `${person.name} has`} no appointment today. `}
        Judged by version {pathway.number} of the <Link to="/library/pathway">pathway map</Link>, in force since{' '}
        {longDate(pathway.publishedOn ?? '')}.{' '}
        {one ? <Link to={`${subject.own ? '/progress' : `/people/${person.id}`}/moves`}>All moves from the present role</Link> : null}
      </p>
      {moves.length === 0 ? (
        <EmptyState title="The map has no move from the present role.">
          <p>
            Look at the <Link to="/library/pathway">whole map</Link>, or at the <Link to="/library/ladder">ladder</Link>.
          </p>
        </EmptyState>
      ) : (
        moves.map((move) => <MoveSection key={move.id} subject={subject} found={found} move={move} />)
      )}
    </>
  );
}

function MoveSection({ subject, found, move }: { subject: Subject; found: PersonMoves; move: JudgedMove }) {
  return (
    <Section title={`To ${move.to.name}, ${bandName(move.toBand).toLowerCase()}`}>
      <p>
        <StateTag kind="answer" state={move.answer} /> {move.because}
      </p>
      {move.condition.kind === 'all' && move.condition.of.length === 0 ? null : (
        <Explanation
          condition={move.condition}
          sayPath={found.maySay ? `/people/${found.person.id}/moves/${move.id}/say` : undefined}
        />
      )}
      <p className="bw-small">Why the move is on the map: {move.reason}</p>
      <LinkSources sources={move.sources} />
      <ul className="nhsuk-list">
        <li>
          <Link to={`${subject.progressPath}/readiness/${move.to.id}`}>
            Requirement by requirement<span className="nhsuk-u-visually-hidden"> for {move.to.name}</span>
          </Link>
        </li>
        <li>
          <Link to={`/library/roles/${move.to.id}`}>
            Open role<span className="nhsuk-u-visually-hidden">: {move.to.name}</span>
          </Link>
        </li>
      </ul>
    </Section>
  );
}
