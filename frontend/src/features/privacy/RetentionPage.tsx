import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  ButtonLink,
  CheckboxesField,
  Facts,
  Form,
  Loaded,
  longMoment,
  LongTextField,
  Page,
  Section,
  SubmitButton,
} from '@/design';
import { useMay } from '@/session/session';
import { runsQuery, rulesQuery } from './queries';
import { type PrivacySettings, runSentence } from './words';
import { administrationCrumb } from './crumbs';

/** How long each kind of record is kept, and what was carried out. */
export function RetentionPage() {
  const manage = useMay('privacy.manage');
  const rules = useQuery(rulesQuery);
  const runs = useQuery(runsQuery);
  return (
    <Page
      title="Retention"
      caption="Administration"
      breadcrumbs={[administrationCrumb]}
      action={<ButtonLink href="/administration/retention/preview">See what would be removed</ButtonLink>}
    >
      <p>
        How long records are kept. People read it on the <Link to="/privacy">privacy page</Link>. A change of a rule removes
        nothing; a run does, and only after somebody looked at what it removes, unless you let Bandwise do it by itself.
      </p>
      <ul className="nhsuk-list">
        <li>
          <Link to="/administration/retention/holds">Legal holds</Link>: whose records no rule removes.
        </li>
        <li>
          <Link to="/administration/retention/log">Deletion log</Link>: what was removed, when and by which rule.
        </li>
      </ul>
      <Loaded query={rules} what="the rules">
        {({ items, settings }) => (
          <>
            {items.map((rule) => (
              <Section key={rule.kind} title={rule.title}>
                <Facts
                  facts={[
                    {
                      term: 'Kept',
                      value: rule.periodWords,
                      action: manage
                        ? { label: 'Change', about: `how long: ${rule.title}`, href: `/administration/retention/rules/${rule.kind}` }
                        : undefined,
                    },
                    { term: 'Then', value: rule.does },
                    { term: 'Why so long', value: rule.reason },
                    { term: 'Source', value: rule.version === 1 ? `${rule.source} (not changed since Bandwise was set up)` : rule.source },
                  ]}
                />
              </Section>
            ))}
            {manage ? <SettingsForm key={settings.version} settings={settings} /> : null}
          </>
        )}
      </Loaded>
      <Section title="Runs">
        <Loaded query={runs} what="the runs">
          {({ items }) => (
            <>
              {items.length === 0 ? <p>No run yet.</p> : null}
              <ul className="bw-rows" aria-live="polite">
                {items.map((run) => (
                  <li key={run.id}>
                    <strong>{longMoment(run.startedAt)}</strong>, {run.startedBy ? `by ${run.startedBy.name}` : 'by itself'}
                    <p className="bw-small">{runSentence(run)}</p>
                    {run.state === 'running' ? (
                      <progress max={Math.max(run.total, 1)} value={run.done} aria-label="Carrying out the rules" />
                    ) : null}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
      </Section>
    </Page>
  );
}

function SettingsForm({ settings }: { settings: PrivacySettings }) {
  const refresh = useRefresh();
  const [contact, setContact] = useState(settings.contact);
  const [automatic, setAutomatic] = useState(settings.automatic ? ['automatic'] : []);
  const { submit, ...state } = useSubmission({
    send: () =>
      answer(
        api.PUT('/privacy-settings', {
          params: { header: { 'If-Match': `"${settings.version}"` } },
          body: { contact, automatic: automatic.includes('automatic') },
        }),
      ),
    done: refresh,
  });
  return (
    <Section title="Questions, and runs by themselves">
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <LongTextField
          name="contact"
          label="Whom can people ask about their data?"
          hint="For example the data protection officer, with an address. It stands on the privacy page."
          value={contact}
          onChange={setContact}
        />
        <CheckboxesField
          name="automatic"
          label="Runs"
          value={automatic}
          onChange={setAutomatic}
          choices={[{ value: 'automatic', label: 'Carry the rules out every day without asking', hint: 'Legal holds are kept. It cannot be undone.' }]}
        />
        <SubmitButton pending={state.pending}>Save</SubmitButton>
      </Form>
    </Section>
  );
}
