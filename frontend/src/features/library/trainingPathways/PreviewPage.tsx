import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useSubmission } from '@/api/submit';
import { DateField, dateProblem, EmptyState, Form, isoOf, noDate, RadiosField, Section, SelectField, SubmitButton, TextField } from '@/design';
import { VersionFrame } from './parts';
import { trainingPeopleQuery } from './queries';
import { Shifts } from './Shifts';
import { type Preview, type TrainingVersion, versionName } from './words';

/** Tries a version on an example person, or on somebody who is on the pathway. */
export function PreviewPage() {
  return (
    <VersionFrame title="Try it on a person">
      {(version) =>
        version.problems.length > 0 ? (
          <EmptyState title="The dates cannot be reckoned yet.">
            <p>Mend what keeps the draft from being published first: {version.problems[0]?.sentence}</p>
          </EmptyState>
        ) : (
          <Trying version={version} />
        )
      }
    </VersionFrame>
  );
}

function Trying({ version }: { version: TrainingVersion }) {
  const { data: people } = useQuery(trainingPeopleQuery(version.pathwayId, '', ''));
  const [who, setWho] = useState('example');
  const [personId, setPerson] = useState('');
  const [appointedOn, setAppointed] = useState(noDate);
  const [wte, setWte] = useState('1');
  const [leaveFrom, setFrom] = useState(noDate);
  const [leaveTo, setTo] = useState(noDate);
  const [preview, setPreview] = useState<Preview>();
  const wrong = {
    appointedOn: dateProblem('The first day', appointedOn, { required: true }),
    leaveFrom: dateProblem('The first day of the leave', leaveFrom),
    leaveTo: dateProblem('The last day of the leave', leaveTo),
  };
  const { submit, ...state } = useSubmission({
    check: () => {
      if (who === 'person') return personId === '' ? [{ name: 'personId', message: 'Choose the person' }] : [];
      return Object.entries(wrong).flatMap(([name, problem]) => (problem ? [{ name, message: problem.message }] : []));
    },
    send: () =>
      answer(
        api.GET('/training-pathway-versions/{id}/preview', {
          params: {
            path: { id: version.ref.id },
            query:
              who === 'person'
                ? { personId }
                : {
                    appointedOn: isoOf(appointedOn),
                    wte: Number(wte.replace(',', '.')) || 0,
                    leaveFrom: isoOf(leaveFrom),
                    leaveTo: isoOf(leaveTo),
                  },
          },
        }),
      ),
    done: setPreview,
  });
  const choices = (people?.items ?? []).map(({ person, team }) => ({ value: person.id, label: team ? `${person.name}, ${team}` : person.name }));
  return (
    <>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <RadiosField
          name="who"
          label="On whom?"
          value={who}
          onChange={setWho}
          choices={[
            { value: 'example', label: 'An example person' },
            { value: 'person', label: 'Somebody who is on this pathway' },
          ]}
        />
        {who === 'person' ? (
          <SelectField name="personId" label="Person" value={personId} onChange={setPerson} placeholder="Choose the person" choices={choices} />
        ) : (
          <>
            <DateField
              name="appointedOn"
              label={version.further ? 'Joined on' : 'Appointed on'}
              value={appointedOn}
              onChange={setAppointed}
              wrong={wrong.appointedOn?.parts}
            />
            <TextField name="wte" label="Share of whole time" hint="1 is whole time, 0.6 is three days of five" width="5" value={wte} onChange={setWte} />
            <DateField name="leaveFrom" label="First day of leave (optional)" value={leaveFrom} onChange={setFrom} wrong={wrong.leaveFrom?.parts} />
            <DateField name="leaveTo" label="Last day of leave (optional)" value={leaveTo} onChange={setTo} wrong={wrong.leaveTo?.parts} />
          </>
        )}
        <SubmitButton pending={state.pending}>Show the dates</SubmitButton>
      </Form>
      {preview ? (
        <Section title="The dates">
          <Shifts
            preview={preview}
            name={preview.person?.name ?? 'the example person'}
            now={preview.from ? `Now: ${preview.from.title}` : 'Now: no version'}
            then={versionName(version)}
          />
        </Section>
      ) : null}
    </>
  );
}
