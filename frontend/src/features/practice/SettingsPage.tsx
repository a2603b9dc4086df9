import { useQuery } from '@tanstack/react-query';
import {
  ButtonLink,
  DataTable,
  EmptyState,
  Loaded,
  LocalTable,
  longDate,
  Page,
  Section,
  StateTag,
  useTableView,
} from '@/design';
import { useMay } from '@/session/session';
import { errorKeysQuery, targetsQuery, thresholdsQuery } from './queries';
import type { Target, Thresholds } from './types';
import { codeTypes, codeTypeWord, confidenceWords, percent } from './words';

/** What days and audits are compared with, from when and why; what was replaced stays. */
export function SettingsPage() {
  const may = useMay('practice.settings');
  const targets = useQuery(targetsQuery);
  const thresholds = useQuery(thresholdsQuery);
  return (
    <Page title="Targets and thresholds" breadcrumbs={[{ label: 'My coding', href: '/coding' }]}>
      <Section title="Episodes for a whole day">
        {may ? <ButtonLink href="/coding/settings/target">Set a target</ButtonLink> : null}
        <Loaded query={targets} what="the targets">
          {({ items }) => <Targets targets={items} />}
        </Loaded>
      </Section>
      <Section title="Thresholds of accuracy">
        {may ? (
          <ButtonLink href="/coding/settings/thresholds" secondary>
            Choose thresholds
          </ButtonLink>
        ) : null}
        <Loaded query={thresholds} what="the thresholds">
          {(loaded) => <ThresholdParts thresholds={loaded} />}
        </Loaded>
      </Section>
      <Section title="What an audit counts as an error">
        <ErrorKeys />
      </Section>
    </Page>
  );
}

function Targets({ targets }: { targets: Target[] }) {
  const view = useTableView('targets');
  return (
    <DataTable
      caption="Targets"
      view={view}
      list={{ rows: targets, total: targets.length }}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="No target is set.">
          <p>Without one, averages stand alone.</p>
        </EmptyState>
      }
      columns={[
        {
          key: 'from',
          header: 'From',
          rowHeader: true,
          cell: ({ startsOn, state }) => (
            <>
              {longDate(startsOn)} <StateTag kind="setting" state={state} />
            </>
          ),
        },
        { key: 'trainee', header: 'Trainees', numeric: true, cell: ({ traineeEpisodes }) => traineeEpisodes },
        { key: 'acc', header: 'Holders of ACC', numeric: true, cell: ({ accEpisodes }) => accEpisodes },
        { key: 'day', header: 'Whole day, hours', numeric: true, cell: ({ dayHours }) => dayHours },
        {
          key: 'why',
          header: 'Source and reason',
          cell: ({ source, reason, setBy, setAt }) => (
            <>
              {source}
              <span className="bw-note">{reason}</span>
              <span className="bw-note">
                {setBy.name}, {longDate(setAt)}
              </span>
            </>
          ),
        },
      ]}
    />
  );
}

function ThresholdParts({ thresholds: { sets, uses } }: { thresholds: Thresholds }) {
  const useView = useTableView('uses');
  const setView = useTableView('sets');
  return (
    <>
      <DataTable
        caption="In use"
        view={useView}
        list={{ rows: uses, total: uses.length }}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="No thresholds are chosen.">
            <p>Without them, audits say their figures and no more.</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'from',
            header: 'From',
            rowHeader: true,
            cell: ({ startsOn, state }) => (
              <>
                {longDate(startsOn)} <StateTag kind="setting" state={state} />
              </>
            ),
          },
          { key: 'set', header: 'Thresholds', cell: ({ setId }) => sets.find(({ id }) => id === setId)?.name },
          {
            key: 'why',
            header: 'Reason',
            cell: ({ reason, setBy, setAt }) => (
              <>
                {reason}
                <span className="bw-note">
                  {setBy.name}, {longDate(setAt)}
                </span>
              </>
            ),
          },
        ]}
      />
      <DataTable
        caption="Sets to choose from"
        view={setView}
        list={{ rows: sets, total: sets.length }}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'name',
            header: 'Set',
            rowHeader: true,
            cell: ({ name, source, confidence }) => (
              <>
                {name}
                <span className="bw-note">
                  {source} {confidenceWords[confidence]}.
                </span>
              </>
            ),
          },
          ...codeTypes.map((type) => ({
            key: type,
            header: codeTypeWord(type),
            numeric: true,
            cell: ({ figures }: Thresholds['sets'][number]) => percent(figures.find((figure) => figure.type === type)?.percent),
          })),
        ]}
      />
    </>
  );
}

function ErrorKeys() {
  const keys = useQuery(errorKeysQuery);
  const view = useTableView('keys');
  return (
    <Loaded query={keys} what="the error keys">
      {({ items }) => (
        <LocalTable
          caption="Error keys"
          hideCaption
          view={view}
          rows={items}
          rowKey={({ key }) => key}
          searchLabel="Search error keys"
          pageSize={10}
          empty={<p>There is no error key.</p>}
          columns={[
            { key: 'type', header: 'Type of code', cell: ({ type }) => codeTypeWord(type), value: ({ type }) => codeTypeWord(type) },
            { key: 'title', header: 'Error', rowHeader: true, cell: ({ title }) => title, value: ({ title }) => title },
            { key: 'means', header: 'What it means', cell: ({ means }) => means, value: ({ means }) => means },
            {
              key: 'source',
              header: 'Source',
              cell: ({ confidence }) => confidenceWords[confidence],
              value: ({ confidence }) => confidenceWords[confidence],
            },
          ]}
        />
      )}
    </Loaded>
  );
}
