import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import { Button } from 'nhsuk-react-components';
import { ButtonLink, type Column, DataTable, DateText, EmptyState, Loaded, Page, sortText, SubNavigation, useSettled, useTableView } from '@/design';
import { organisationCrumb } from '@/features/workforce/words';
import { useMay } from '@/session/session';
import { planningPages, type Scenario } from './words';

interface Answer {
  items: Scenario[];
  total: number;
  next: string;
}

const most = 3;

/** The scenarios that are kept, to open, copy, delete and put side by side. */
export function ScenariosPage() {
  const sketch = useMay('planning.scenarios');
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string[]>([]);
  const view = useTableView('');
  const search = useSettled(view.search);
  const sort = sortText(view.sort) || undefined;
  const list = useList<Scenario, Answer>(['workforce', 'scenarios', search, sort], (cursor) =>
    answer(api.GET('/workforce/scenarios', { params: { query: { q: search || undefined, sort, cursor } } })),
  );
  const columns: Column<Scenario>[] = [
    {
      key: 'choose',
      header: 'Compare',
      cell: ({ id, content: { name } }) => (
        <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
          <div className="nhsuk-checkboxes__item">
            <input
              className="nhsuk-checkboxes__input"
              type="checkbox"
              id={`choose-${id}`}
              checked={chosen.includes(id)}
              disabled={!chosen.includes(id) && chosen.length >= most}
              onChange={({ currentTarget: { checked } }) => setChosen(checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={`choose-${id}`}>
              <span className="nhsuk-u-visually-hidden">Compare {name}</span>
            </label>
          </div>
        </div>
      ),
    },
    {
      key: 'name',
      header: 'Scenario',
      rowHeader: true,
      sortable: true,
      cell: ({ id, content: { name, note } }) => (
        <>
          <Link to={`/organisation/planning/scenarios/${id}`}>{name}</Link>
          {note ? <span className="bw-small bw-block">{note}</span> : null}
        </>
      ),
    },
    {
      key: 'changes',
      header: 'What it changes',
      cell: ({ changes }) => (changes.length === 0 ? 'Nothing yet' : changes.map((sentence, i) => <span key={i} className="bw-block">{sentence}</span>)),
    },
    {
      key: 'changedOn',
      header: 'Changed',
      sortable: true,
      cell: ({ changedOn, owner, wide }) => (
        <>
          <DateText date={changedOn} plain />
          <span className="bw-small bw-block">{wide ? owner.name : `${owner.name} alone`}</span>
        </>
      ),
    },
    {
      key: 'do',
      header: 'Do',
      cell: ({ id, content: { name } }) => (
        <>
          <Link className="bw-block" to={`/organisation/planning/compare?with=${id}`}>
            Compare<span className="nhsuk-u-visually-hidden"> {name} with today’s plan</span>
          </Link>
          {sketch ? (
            <>
              <Link className="bw-block" to={`/organisation/planning/scenarios/new?from=${id}`}>
                Copy<span className="nhsuk-u-visually-hidden"> {name}</span>
              </Link>
              <Link className="bw-block" to={`/organisation/planning/scenarios/${id}/delete`}>
                Delete<span className="nhsuk-u-visually-hidden"> {name}</span>
              </Link>
            </>
          ) : null}
        </>
      ),
    },
  ];
  return (
    <Page
      title="Scenarios"
      breadcrumbs={[organisationCrumb, { label: 'Planning', href: '/organisation/planning' }]}
      action={sketch ? <ButtonLink href="/organisation/planning/scenarios/new">New scenario</ButtonLink> : null}
    >
      <SubNavigation label="Planning" pages={planningPages} />
      <p>What other decisions would make of today’s plan. Choose up to {most} to put beside it.</p>
      <Loaded query={list.whole} what="the scenarios">
        {() => (
          <>
            <DataTable
              caption="Scenarios"
              hideCaption
              columns={columns}
              list={list}
              rowKey={({ id }) => id}
              view={view}
              searchLabel="Search by name"
              empty={
                <EmptyState title="No scenario is kept.">
                  <p>{sketch ? 'Make one to see what an intake, another pass rate or more course places would change.' : 'The workforce lead keeps them.'}</p>
                </EmptyState>
              }
            />
            {chosen.length > 0 ? (
              <Button secondary onClick={() => void navigate(`/organisation/planning/compare?with=${chosen.join(',')}`)}>
                Compare {chosen.length === 1 ? 'this one' : `these ${chosen.length}`} with today’s plan
              </Button>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}
