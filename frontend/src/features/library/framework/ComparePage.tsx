import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { Link, useParams, useSearchParams } from 'react-router';
import { FilterSelect, Loaded, Page, TextsBeside, useFilter } from '@/design';
import { type AspectStep, countSteps, type StatementPair, type Step, stepOrder, stepsOf } from './comparison';
import { levelPath, skillCrumbs, statementPath } from './paths';
import { frameworksQuery, levelComparisonQuery } from '../queries';
import type { LevelComparison, Statement } from '../types';
import { counted } from '../words';

/** Two levels of a skill: what is new, what grows, what stays, what goes. */
export function ComparePage() {
  const { frameworkId = '', code = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const { data } = useQuery(frameworksQuery);
  const framework = data?.items.find(({ id }) => id === frameworkId);
  const skill = framework?.skills.find((one) => one.code === code);
  const levels = skill?.levels.map(({ level }) => level) ?? [];
  const from = Number(params.get('from') ?? levels[0] ?? 0);
  const to = Number(params.get('to') ?? levels[1] ?? 0);
  const query = useQuery({ ...levelComparisonQuery(frameworkId, code, from, to), enabled: from > 0 && to > 0 && from !== to });

  function choose(chosen: { from: number; to: number }) {
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.set('from', `${chosen.from}`);
        next.set('to', `${chosen.to}`);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  }

  const choices = levels.map((level) => ({
    value: `${level}`,
    label: `Level ${level}: ${framework?.levels.find((one) => one.level === level)?.name ?? ''}`,
  }));
  return (
    <Page
      title="Compare two levels"
      caption={`${skill?.name ?? 'Skill'} (${code})`}
      breadcrumbs={skillCrumbs({ frameworkId, code, skill: skill?.name ?? code })}
      action={
        <Button type="button" onClick={() => choose({ from: to, to: from })}>
          Swap
        </Button>
      }
    >
      <div className="bw-table__tools bw-tools-apart">
        <FilterSelect label="From" value={`${from}`} onChange={(value) => choose({ from: Number(value), to })} choices={choices} />
        <FilterSelect label="To" value={`${to}`} onChange={(value) => choose({ from, to: Number(value) })} choices={choices} />
      </div>
      {from === to ? (
        <p>Choose two different levels.</p>
      ) : (
        <Loaded query={query} what="the two levels">
          {(comparison) => <Compared comparison={comparison} from={from} to={to} />}
        </Loaded>
      )}
    </Page>
  );
}

interface ComparedProps {
  comparison: LevelComparison;
  from: number;
  to: number;
}

function Compared({ comparison, from, to }: ComparedProps) {
  const [shown, setShown] = useFilter('show', 'differences');
  const steps = stepsOf(comparison, from);
  const counts = countSteps(steps);
  const all = shown === 'all';
  return (
    <>
      <p>
        From level {from} to level {to}: {counts.new} new, {counts.grows} that grow or change, {counts.gone} no longer
        there, {counts.same} the same word for word.
      </p>
      <p>
        <Link to={levelPath(comparison.frameworkId, comparison.skill.code, from)}>All of level {from}</Link>,{' '}
        <Link to={levelPath(comparison.frameworkId, comparison.skill.code, to)}>all of level {to}</Link>
      </p>
      {stepOrder
        .filter((step) => counts[step] > 0 && (all || step !== 'same'))
        .map((step) => (
          <section key={step} aria-labelledby={`step-${step}`}>
            <h2 className="nhsuk-heading-m" id={`step-${step}`}>
              {titles[step](from, to)}
            </h2>
            {step === 'grows' ? <p className="bw-small">{growsHint}</p> : null}
            <ul className="bw-passages">
              {steps
                .filter((one) => one.step === step)
                .map((one) => (
                  <li key={one.aspect}>
                    <h3 className="nhsuk-heading-s">{one.aspect}</h3>
                    <Pairs step={one} from={from} to={to} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      {counts.same > 0 ? (
        <p>
          <button type="button" className="bw-link-button" onClick={() => setShown(all ? 'differences' : 'all')}>
            {all
              ? 'Show only what differs'
              : `Show also the ${counted(counts.same, 'aspect')} that stay${counts.same === 1 ? 's' : ''} word for word`}
          </button>
        </p>
      ) : null}
    </>
  );
}

const growsHint =
  'The words that only one of the two has are marked, unless a statement is worded differently throughout.';

const titles: Record<Step, (from: number, to: number) => string> = {
  new: (_, to) => `New at level ${to}`,
  grows: () => 'Grows or changes',
  gone: (from) => `Only at level ${from}`,
  same: () => 'Stays, word for word',
};

function Pairs({ step, from, to }: { step: AspectStep; from: number; to: number }) {
  return step.pairs.map((pair) => (
    <div key={pair.first?.id ?? pair.other?.id} className="bw-pair">
      <PairTexts pair={pair} from={from} to={to} />
      <p className="bw-small bw-actions">
        <StatementLink statement={pair.first} />
        <StatementLink statement={pair.other} />
      </p>
    </div>
  ));
}

function PairTexts({ pair, from, to }: { pair: StatementPair; from: number; to: number }) {
  if (pair.identical) {
    return (
      <>
        <p>{pair.first?.text}</p>
        <p className="bw-small">
          Word for word the same at level {from} and level {to}.
        </p>
      </>
    );
  }
  if (!pair.first || !pair.other) return <p>{pair.first?.text ?? pair.other?.text}</p>;
  return (
    <TextsBeside
      texts={[
        { label: `Level ${from}`, pieces: pair.firstPieces },
        { label: `Level ${to}`, pieces: pair.otherPieces },
      ]}
    />
  );
}

function StatementLink({ statement }: { statement: Statement | undefined }) {
  if (!statement) return null;
  return (
    <Link to={statementPath(statement.id)}>
      Open at level {statement.level}
      <span className="nhsuk-u-visually-hidden">: {statement.aspect}</span>
    </Link>
  );
}
