import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { ButtonLink, DateText, EmptyState, Facts, Loaded, Section } from '@/design';
import { leavingWords } from './leaving';

/** On which day somebody is to leave; nothing for those who may not see it. */
export function PlannedLeaving({ person }: { person: components['schemas']['PersonDetail'] }) {
  const query = useQuery({
    queryKey: ['people', person.id, 'planned-leaving'],
    queryFn: () => answer(api.GET('/people/{id}/planned-leaving', { params: { path: { id: person.id } } })),
    enabled: person.may.includes('leaving.read'),
  });
  if (!person.may.includes('leaving.read')) return null;
  const here = `/people/${person.id}/planned-leaving`;
  return (
    <Section title="Planned leaving">
      <Loaded query={query} what="the planned leaving">
        {({ kind, leavesOn, enteredBy, enteredOn, mayChange }) =>
          kind && leavesOn ? (
            <>
              <Facts
                facts={[
                  { term: 'Last day', value: <DateText date={leavesOn} />, action: mayChange ? { label: 'Change', about: 'the planned leaving', href: here } : undefined },
                  { term: 'Reason', value: leavingWords[kind] },
                  {
                    term: 'Entered',
                    value: (
                      <>
                        by {enteredBy?.name} on <DateText date={enteredOn} plain />
                      </>
                    ),
                  },
                ]}
              />
              {mayChange ? (
                <p>
                  <Link to={`${here}/remove`}>Take back the planned leaving</Link>
                </p>
              ) : null}
            </>
          ) : (
            <>
              <EmptyState title="No leaving is planned.">
                <p>Retirement, or another leaving that is known, is entered here with its last day. Only the person, the line, the workforce lead and administrators see it.</p>
              </EmptyState>
              {mayChange ? (
                <ButtonLink href={here} secondary>
                  Enter a planned leaving
                </ButtonLink>
              ) : null}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
